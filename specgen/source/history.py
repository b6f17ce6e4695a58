"""Reads what git knows of files and branches, for those who tell when something came and who made it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from specgen.model.checkout import Commit
from specgen.model.history import Branch, Touch
from specgen.model.source import SourceFile
from specgen.source.git import run, split_blobs
from specgen.source.repository import READ, asked, git

HEADER = "%x1e%H%x1f%aN%x1f%cs%x1f%s%x1f%as%x1f%(trailers:key=Co-authored-by,valueonly,separator=%x1d)"
NAME = re.compile(r"\s*(.*?)\s*(?:<[^>]*>)?\s*\Z")
TRUNKS = ("main", "master", "origin/main", "origin/master")


def is_tracked(folder: Path) -> bool:
    """Tell whether a folder is in a git repository (a working tree or a bare one) that has a commit."""
    return bool(asked(folder, "rev-parse", "--verify", "--quiet", "HEAD"))


def top_of(folder: Path) -> Path | None:
    """Return the top of the working tree that a folder is in, or None."""
    top = asked(folder, "rev-parse", "--show-toplevel")
    return Path(top) if top else None


def read_trunk(folder: Path) -> str:
    """Return the branch of what is accepted: the remote's default one, else `main` or `master`, else the head."""
    default = asked(folder, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    candidates = (default, *TRUNKS) if default else TRUNKS
    return next((name for name in candidates if asked(folder, "rev-parse", "--verify", "--quiet", name)), "HEAD")


def read_branches(folder: Path) -> tuple[Branch, ...]:
    """Return all branches, here and of remotes, the one with the newest commit first."""
    form = "%(refname)%09%(objectname)%09%(committerdate:short)%09%(symref)"
    listing = git(folder, "for-each-ref", "--sort=-committerdate", f"--format={form}", "refs/heads", "refs/remotes")
    return tuple(branches_in(listing))


def branches_in(listing: str) -> Iterator[Branch]:
    """Yield the branches that git lists."""
    for line in listing.splitlines():
        name, tip, day, alias = line.split("\t")
        if not alias:
            local = name.startswith("refs/heads/")
            yield Branch(name.removeprefix("refs/heads/").removeprefix("refs/remotes/"), tip, day, local)


def read_touches(folder: Path, commits: Sequence[str], path: str, merges: bool = False) -> tuple[Touch, ...]:
    """Return what some commits (`main`, or `topic`, `^main`) did to the files below a path, the oldest first.

    `merges`: only the commits of the branch itself count, and a merge stands for all that it brings.
    """
    how = ("--first-parent", "-m") if merges else ()
    form = ("--reverse", "--topo-order", "--use-mailmap", "--name-status", "--find-renames", f"--format={HEADER}")
    listing = git(folder, "log", *how, *form, *commits, "--", path)
    return tuple(touch for entry in listing.split("\x1e")[1:] for touch in touches_in(entry))


def touches_in(entry: str) -> Iterator[Touch]:
    """Yield what one commit did."""
    header, *lines = entry.strip("\n").split("\n")
    sha, author, day, subject, written, trailers = header.split("\x1f")
    helpers = tuple(match[1] for text in trailers.split("\x1d") if text and (match := NAME.match(text)))
    commit = Commit(sha, author, day, subject)
    for line in filter(None, lines):
        kind, *paths = line.split("\t")
        old = paths[0] if len(paths) > 1 else ""
        yield Touch(kind=kind[0], path=paths[-1], commit=commit, written=written, old=old, helpers=helpers)


def read_paths(folder: Path, ref: str, start: str) -> tuple[str, ...]:
    """Return the paths of the files below a path of a commit, from the top of the repository."""
    return tuple(
        filter(None, asked(folder, "ls-tree", "-r", "-z", "--full-tree", "--name-only", ref, "--", start).split("\0"))
    )


def read_objects(folder: Path, names: Sequence[str]) -> tuple[SourceFile, ...]:
    """Return files by `REF:PATH`; their path is the part behind the colon."""
    wanted = "".join(f"{name}\n" for name in names).encode()
    output = run([*READ, "-C", str(folder), "cat-file", "--batch"], f"git cannot read `{folder}`", wanted)
    paths = (name.partition(":")[2] for name in names)
    return tuple(SourceFile(path, data) for path, data in zip(paths, split_blobs(output), strict=True))


def read_merged(folder: Path, trunk: str, *paths: str) -> tuple[Commit, ...]:
    """Return the commits of a branch itself, the oldest first: a merge stands for what it brings.

    `paths` say which of them count, as git has them.
    """
    form = "--format=%H%x1f%aN%x1f%cs%x1f%s"
    listing = git(folder, "log", "-z", "--first-parent", "--reverse", "--use-mailmap", form, trunk, "--", *paths)
    return tuple(Commit(*entry.split("\x1f", 3)) for entry in listing.split("\0") if entry)
