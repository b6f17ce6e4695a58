"""A published folder: the versions that are in it, and their files."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.model.artifact import Artifact
from specgen.publish.editions import UNSTABLE, VERSION
from specgen.publish.index import FILE, Index, from_bytes
from specgen.source.directory import read_files
from specgen.write import MANIFEST

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

# What a web server's folder may hold from the start; what begins with a dot too.
OTHERS = ("CNAME",)


@dataclass(frozen=True, slots=True)
class Standing:
    """The versions in a folder by name, and what is wrong with those that cannot be read, one sentence each."""

    versions: dict[str, Index]
    problems: dict[str, str]


def read_index(folder: Path) -> Index | None:
    """Return the index of a version's folder, None where there is none. Raises `SpecgenError` for an unknown one."""
    file = folder / FILE
    return from_bytes(file.read_bytes(), str(folder)) if file.is_file() else None


def read_standing(folder: Path) -> Standing:
    """Return the versions in a folder."""
    standing = Standing({}, {})
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not (VERSION.match(place.name) or place.name == UNSTABLE):
            continue
        try:
            index = read_index(place)
        except SpecgenError as error:
            standing.problems[place.name] = str(error)
            continue
        if index is not None and index.name == place.name:
            standing.versions[index.name] = index
    return standing


def check_output(folder: Path) -> None:
    """Raise `SpecgenError` for a folder that specgen did not publish to and that holds something."""
    if folder.exists() and not folder.is_dir():
        raise SpecgenError(f"`{folder}` is not a folder")
    if not folder.exists() or (folder / MANIFEST).is_file():
        return
    others = (path for path in folder.iterdir() if not path.name.startswith(".") and path.name not in OTHERS)
    # What a first run wrote that was stopped before its end.
    strange = sorted(path.name for path in others if not (path / MANIFEST).is_file())
    if strange:
        raise SpecgenError(
            f"`{folder}` holds `{strange[0]}`, which specgen did not publish: give an empty or new folder"
        )


def read_version(folder: Path) -> list[Artifact]:
    """Return the files of a version's folder."""
    return [Artifact(file.path, file.data) for file in read_files(folder) if file.path != MANIFEST]


def base_of(standings: Sequence[Standing]) -> str | None:
    """Return the base URL that versions were published for, None without any. Raises `SpecgenError` for several."""
    bases = {index.base.removesuffix(f"/{name}") for standing in standings for name, index in standing.versions.items()}
    if len(bases) > 1:
        raise SpecgenError(f"versions were published for different base URLs: {', '.join(map(repr, sorted(bases)))}")
    return next(iter(bases), None)


@contextlib.contextmanager
def held(folder: Path, busy: Callable[[], None]) -> Iterator[None]:
    """Hold a folder so that one run at a time writes to it. `busy` is called where another run has to be waited for.

    The system lets go of it when the run and all its processes have ended, whatever ended them.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpecgenError(f"`{folder}` cannot be made: {error.strerror}") from error
    handle = taken(folder, busy)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
        with contextlib.suppress(OSError):  # nothing was written
            folder.rmdir()


def taken(folder: Path, busy: Callable[[], None]) -> int | None:
    """Lock a folder and return the handle that has the lock; None where the system or its disk has no locks."""
    if sys.platform == "win32":
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        busy()
        flock(handle, LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    return handle
