"""Reads a tree at any ref straight from git's objects: repositories, bare ones, bundles, remotes."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.layouts import ROOTS
from specgen.model.source import SourceFile, SourceTree

# What git tells its hooks: it would lead every command to the hook's repository instead of the one that is named.
OF_HOOKS = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
# No prompt, no helper that a remote could choose, no settings of the machine that change what is read.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in OF_HOOKS},
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    "LC_ALL": "C",
}


def is_remote(place: str) -> bool:
    """Tell whether a name is a git URL (`https://…`, `git@host:path`)."""
    return re.match(r"(https?|git|ssh|file)://|[\w.-]+@[\w.-]+:", place) is not None


def is_repository(path: Path) -> bool:
    """Tell whether a folder is a bare repository."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir()


def read_commit(place: str, ref: str, name: str) -> SourceTree:
    """Return the input files at a ref. A bundle or a remote is fetched to a temporary folder first."""
    if is_remote(place) or Path(place).is_file():
        with tempfile.TemporaryDirectory(prefix="specgen-") as folder:
            clone(place, folder)
            return read_objects(folder, ref, name)
    return read_objects(place, ref, name)


def clone(place: str, folder: str) -> None:
    """Make a bare copy of a bundle or a remote."""
    source = place if is_remote(place) else str(Path(place).resolve())
    run(["clone", "--quiet", "--bare", "--", source, folder], f"git cannot read `{place}`")


def read_objects(repository: str, ref: str, name: str) -> SourceTree:
    """Return the input files of a commit of a local repository."""
    git = ["-C", repository]
    wrong = f"`{repository}` has no commit `{ref}`"
    commit = (
        run([*git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"], wrong).decode().strip()
    )
    prefix = run([*git, "rev-parse", "--show-prefix"], wrong).decode().strip()
    listing = run([*git, "ls-tree", "-r", "-z", "--full-tree", commit], wrong)
    entries = {path: entry for path, entry in list_entries(listing, prefix) if path.startswith(STARTS) or path in ROOTS}
    wanted = "".join(f"{entry}\n" for entry in entries.values()).encode()
    blobs = split_blobs(run([*git, "cat-file", "--batch"], wrong, wanted))
    return SourceTree(name, tuple(SourceFile(path, data) for path, data in sorted(zip(entries, blobs, strict=True))))


STARTS = tuple(f"{root}/" for root in ROOTS)


def list_entries(listing: bytes, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield path (below `prefix`) and object id of each regular file of `git ls-tree -z`."""
    for line in filter(None, listing.split(b"\0")):
        words, _, path = line.partition(b"\t")
        mode, _, entry = words.split(b" ")[:3]
        text = path.decode("utf-8", "replace")
        if mode.startswith(b"100") and text.startswith(prefix):
            yield text[len(prefix) :], entry.decode()


def split_blobs(output: bytes) -> Iterator[bytes]:
    """Yield the contents that `git cat-file --batch` printed."""
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        size = int(output[start:end].rsplit(b" ", 1)[1])
        yield output[end + 1 : end + 1 + size]
        start = end + 2 + size


def run(arguments: list[str], wrong: str, given: bytes = b"") -> bytes:
    """Return what git prints. Raises `SpecgenError` with the sentence `wrong` and the line that git died with."""
    try:
        done = subprocess.run(["git", *arguments], input=given, capture_output=True, env=ENVIRONMENT, check=False)
    except FileNotFoundError as error:
        raise SpecgenError("git is not installed: it is needed to read a tree at a ref") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = next((line for line in said if line.startswith("fatal: ")), "".join(said[-1:]))
        raise SpecgenError(f"{wrong}{': ' + reason if reason else ''}")
    return done.stdout
