"""Lists what a git repository could publish: its tags and the branch that goes on, each with its tree."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.source.git import clone, is_remote, run
from specgen.source.repository import READ, asked, git

# Where the work on the next release goes on, by the names that people give it.
TRUNKS = ("refs/heads/unstable", "refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master", "HEAD")


@dataclass(frozen=True, slots=True)
class Ref:
    """A tag or branch: its short name, the whole one, the id of its tree, and the day of its commit.

    What leads to no commit has no tree.
    """

    name: str
    full: str
    tree: str
    day: str


@contextmanager
def opened(place: str) -> Iterator[str]:
    """Give the folder of a local repository: the one named, or a copy of a bundle or a remote for a while."""
    if is_remote(place) or Path(place).is_file():
        with tempfile.TemporaryDirectory(prefix="specgen-") as folder:
            clone(place, folder)
            yield folder
    elif not Path(place).is_dir():
        raise SpecgenError(f"`{place}` is no git repository: give a folder with one, a bundle or a URL")
    else:
        # git's own words follow: there may be one, and it belongs to somebody else.
        run([*READ, "-C", place, "rev-parse", "--git-dir"], f"`{place}` is no git repository that can be read")
        yield place


def read_tags(repository: str) -> tuple[Ref, ...]:
    """Return all tags."""
    form = "%(refname) %(if)%(*tree)%(then)%(*tree) %(*committerdate:short)%(else)%(tree) %(committerdate:short)%(end)"
    lines = git(Path(repository), "for-each-ref", "refs/tags", f"--format={form}").splitlines()
    words = [line.split(" ") for line in lines]
    return tuple(Ref(full.removeprefix("refs/tags/"), full, tree, day) for full, tree, day in words)


def read_branch(repository: str, name: str) -> Ref | None:
    """Return a branch, or without a name the one that the work goes on in; None for a repository without commits.

    Raises `SpecgenError` where there is no branch of that name.
    """
    folder = Path(repository)
    known = (f"refs/heads/{name}", f"refs/remotes/origin/{name}", name) if name else TRUNKS
    for full in known:
        found = asked(folder, "show", "--no-patch", "--format=%T %cs", "--end-of-options", f"{full}^{{commit}}")
        if found and "\n" not in found:
            tree, day = found.split(" ")
            return Ref(name or full.rpartition("/")[2], full, tree, day)
    if name:
        raise SpecgenError(f"there is no branch `{name}`")
    return None


def is_shallow(repository: str) -> bool:
    """Tell whether a clone was cut off, and so may lack tags."""
    return asked(Path(repository), "rev-parse", "--is-shallow-repository") == "true"
