"""Reads what git knows of a working tree: branch, tags, history, and what is not committed."""

from collections.abc import Iterator
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.model.checkout import Checkout, Commit, Pending, Tag
from specgen.model.source import SourceFile
from specgen.source.git import list_entries, run, split_blobs

# Reading must not even refresh git's index.
READ = ("--no-optional-locks", "-c", "core.quotePath=false")


def git(folder: Path, *arguments: str) -> str:
    """Return what a reading git command prints. Raises `SpecgenError` where git fails."""
    return run([*READ, "-C", str(folder), *arguments], f"git cannot read `{folder}`").decode("utf-8", "replace")


def asked(folder: Path, *arguments: str) -> str:
    """Return what git prints, or nothing where it has no answer."""
    try:
        return git(folder, *arguments).strip()
    except SpecgenError:
        return ""


def read_checkout(folder: Path) -> Checkout:
    """Return the state of the working tree that `folder` is in. Raises `SpecgenError` where there is none."""
    wrong = f"`{folder}` is not in a git working tree: a release is made in one"
    if run([*READ, "-C", str(folder), "rev-parse", "--is-inside-work-tree"], wrong).strip() != b"true":
        raise SpecgenError(wrong)
    head = asked(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if not head:
        raise SpecgenError(f"`{folder}` has no commit yet")
    trunk = asked(folder, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    return Checkout(
        head=head,
        day=asked(folder, "show", "--no-patch", "--format=%cs", "HEAD"),
        branch=asked(folder, "symbolic-ref", "--quiet", "--short", "HEAD"),
        trunk=trunk.partition("/")[2],
        behind=int(asked(folder, "rev-list", "--count", "HEAD..@{upstream}") or 0),
        tags=tuple(read_tags(folder)),
        merged=tuple(asked(folder, "tag", "--merged", "HEAD").split()),
        pending=tuple(read_pending(folder)),
    )


def read_tags(folder: Path) -> Iterator[Tag]:
    """Yield the tags that lead to commits."""
    own, other = "%(objectname) %(committerdate:short)", "%(*objectname) %(*committerdate:short)"
    form = f"%(refname:strip=2) %(if)%(*objectname)%(then){other}%(else){own}%(end)"
    for line in git(folder, "for-each-ref", "refs/tags", f"--format={form}").splitlines():
        name, commit, day = line.split(" ", 2)
        if day:
            yield Tag(name, commit, day)


def read_pending(folder: Path) -> Iterator[Pending]:
    """Yield what is not committed; paths are relative to `folder`, those beside it begin with `/`."""
    prefix = asked(folder, "rev-parse", "--show-prefix")
    listing = git(folder, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
    for entry in filter(None, listing.split("\0")):
        path = entry[3:]
        inside = path.startswith(prefix)
        yield Pending(path[len(prefix) :] if inside else f"/{path}", entry[0], entry[1])


def read_log(folder: Path, since: str, until: str) -> tuple[Commit, ...]:
    """Return the commits that `until` contains and `since` does not, the newest first; without `since`, all."""
    commits = f"{since}..{until}" if since else until
    listing = git(folder, "log", "-z", "--use-mailmap", "--format=%H%x1f%aN%x1f%cs%x1f%s", commits, "--")
    return tuple(Commit(*entry.split("\x1f", 3)) for entry in listing.split("\0") if entry)


def read_authors(folder: Path, until: str) -> tuple[str, ...]:
    """Return the names of all authors of the history that leads to a commit."""
    return tuple(sorted(set(git(folder, "log", "--use-mailmap", "--format=%aN", until, "--").splitlines())))


def read_below(folder: Path, ref: str, start: str) -> tuple[SourceFile, ...]:
    """Return all regular files below a path of a commit, whether they are input of a build or not."""
    wrong = f"`{folder}` has no `{ref}`"
    where = ["-C", str(folder)]
    prefix = asked(folder, "rev-parse", "--show-prefix")
    listing = run([*where, "ls-tree", "-r", "-z", "--full-tree", ref, "--", prefix + start], wrong)
    entries = dict(list_entries(listing, prefix))
    blobs = split_blobs(
        run([*where, "cat-file", "--batch"], wrong, "".join(f"{e}\n" for e in entries.values()).encode())
    )
    return tuple(SourceFile(path, data) for path, data in sorted(zip(entries, blobs, strict=True)))
