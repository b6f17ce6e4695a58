"""Changes a git working tree: files one at a time and each in one step, then the index, a commit, a tag."""

import os
from collections.abc import Sequence
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.model.checkout import FileChange
from specgen.source.git import run


def leftover(path: Path) -> Path:
    """Return where a file's new content stands until it is whole."""
    return path.with_name(f".{path.name}.specgen")


def present(folder: Path, path: str) -> bytes | None:
    """Return a file's content, or None where there is no file."""
    place = folder / path
    return place.read_bytes() if place.is_file() else None


def change_file(folder: Path, change: FileChange) -> None:
    """Make one file what it is to be. Stopped at any point, it is what it was or what it is to be."""
    place = folder / change.path
    if not place.parent.resolve().is_relative_to(folder.resolve()):
        raise SpecgenError(f"`{change.path}` leads out of `{folder}`")
    if change.after is None:
        place.unlink(missing_ok=True)
        return
    if present(folder, change.path) == change.after:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    new = leftover(place)
    new.write_bytes(change.after)
    if place.exists():
        new.chmod(place.stat().st_mode & 0o777)
    os.replace(new, place)


def stage(folder: Path, paths: Sequence[str]) -> None:
    """Put paths into the index as they are now, removed ones included. Nothing happens to those that are there."""
    given = "".join(f"{path}\0" for path in paths).encode()
    command = ["update-index", "--add", "--remove", "-z", "--stdin"]
    run(["-C", str(folder), *command], f"git cannot stage in `{folder}`", given)


def commit(folder: Path, message: str) -> None:
    """Commit what is staged."""
    run(["-C", str(folder), "commit", "--quiet", "--message", message], f"git cannot commit in `{folder}`")


def tag(folder: Path, name: str, message: str) -> None:
    """Tag the last commit."""
    run(["-C", str(folder), "tag", "--annotate", "--message", message, name], f"git cannot make the tag `{name}`")
