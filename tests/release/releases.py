"""Git repositories to make releases in."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from conftest import ROOT

from specgen.cli import main

AUTHORS = ("spec data", "Ada", "Bénédicte", "renovate[bot]")


@dataclass(frozen=True)
class Said:
    """What a command wrote."""

    stdout: str
    stderr: str


def release(folder: Path, *arguments: str, status: int = 0) -> Said:
    """Run `specgen release` in this process, which is quicker, and insist on its exit code."""
    out, err = StringIO(), StringIO()
    # `-C` comes first, so that a test can give another folder.
    command = ["specgen", "release", arguments[0], "-C", str(folder), *arguments[1:]]
    with redirect_stdout(out), redirect_stderr(err), mock_arguments(command), pytest.raises(SystemExit) as ended:
        main()
    said = Said(out.getvalue(), err.getvalue())
    assert (ended.value.code or 0) == status, f"{arguments}: exit {ended.value.code}\n{said.stdout}{said.stderr}"
    return said


@contextmanager
def mock_arguments(command: list[str]) -> Iterator[None]:
    """Let the command line be another one for a while."""
    before, sys.argv = sys.argv, command
    try:
        yield
    finally:
        sys.argv = before


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def configure(folder: Path) -> None:
    """Make a repository independent of the machine's settings."""
    for name, value in (("user.name", "Releaser"), ("user.email", "releaser@example.org"), ("commit.gpgSign", "false")):
        git(folder, "config", name, value)
    git(folder, "config", "tag.gpgSign", "false")


def state(folder: Path) -> tuple[str, ...]:
    """Return everything that a release changes: the commits' trees and messages, tags, index and files."""
    log = git(folder, "log", "-5", "--format=%T %s")
    tags = [git(folder, "rev-parse", f"{name}^{{tree}}") + name for name in git(folder, "tag").split()]
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if ".git" not in path.parts)
    return (log, *tags, git(folder, "status", "--porcelain", "-uall"), *files)


def own_repository(place: Path) -> Path:
    """Return a repository of specgen's own layout, v0.2 released and one fragment merged since then."""
    for name in ("api", "event-schemas", "site", "changelogs", "proposals"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "specgen.toml", place)
    for path in list((place / "changelogs").rglob("newsfragments/[0-9]*")):
        path.unlink()
    git(place.parent, "init", "--quiet", "--initial-branch=main", str(place))
    configure(place)
    git(place, "add", "-A")
    git(place, "commit", "--quiet", "--message", "specgen demo 0.2")
    git(place, "tag", "v0.2")
    merge(place, "client_server/newsfragments/36.clarification", "Say *who* may do that.\n", "Ada")
    return place


def merge(place: Path, path: str, text: str, author: str) -> None:
    """Commit a fragment as a squashed pull request."""
    file = place / "changelogs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    number = file.name.split(".")[0]
    git(place, "add", "-A")
    email = author.replace(" ", "").encode("ascii", "ignore").decode().lower()
    git(place, "commit", "--quiet", f"--author={author} <{email}@example.org>", "-m", f"Change a thing (#{number})")


def matrix_repository(repository: Path, place: Path) -> Path:
    """Return a repository of the Matrix specification just before v1.19, its fragments merged one by one."""
    subprocess.run(["git", "clone", "--quiet", str(repository), str(place)], check=True)
    configure(place)
    git(place, "tag", "--delete", "v1.19")
    git(place, "switch", "--quiet", "--create", "unstable", "v1.18")
    git(place, "checkout", "--quiet", "origin/unstable", "--", ".")
    listed = git(place, "ls-files", "changelogs/*/newsfragments/[0-9]*").splitlines()
    texts = {path: (place / path).read_bytes() for path in listed}
    git(place, "rm", "--quiet", "--force", *listed)
    git(place, "commit", "--quiet", "--message", "Become unstable")
    git(place, "remote", "remove", "origin")
    numbers = sorted({int(Path(path).name.split(".")[0]) for path in listed})
    for position, number in enumerate(numbers):
        for path, data in texts.items():
            if int(Path(path).name.split(".")[0]) == number:
                (place / path).parent.mkdir(parents=True, exist_ok=True)
                (place / path).write_bytes(data)
        git(place, "add", "-A")
        author = f"{AUTHORS[position % len(AUTHORS)]} <{position % len(AUTHORS)}@example.org>"
        git(place, "commit", "--quiet", f"--author={author}", "--message", f"Change something (#{number})")
    return place
