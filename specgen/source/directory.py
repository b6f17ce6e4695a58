"""Reads a folder."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.layouts import ROOTS
from specgen.model.source import SourceFile, SourceTree

PRIVATE = frozenset({".git", "__pycache__"})


def read_directory(root: Path, name: str) -> SourceTree:
    """Return the input files below a folder. Links that leave the folder are not followed."""
    base = os.path.realpath(root)
    starts = (os.path.join(base, start) for start in ROOTS)
    places = [place for start in starts if is_inside(start, base) for place in files_below(start, base)]
    return SourceTree(name, tuple(read_all({place[len(base) + 1 :].replace(os.sep, "/"): place for place in places})))


def read_files(folder: Path) -> tuple[SourceFile, ...]:
    """Return all files below a folder, by path."""
    start = str(folder)
    return tuple(read_all({place[len(start) + 1 :].replace(os.sep, "/"): place for place in files_below(start)}))


def read_all(places: Mapping[str, str]) -> Iterator[SourceFile]:
    """Yield files by path, without those that went away just now. Raises `SpecgenError` for one that cannot be read."""
    for path in sorted(places):
        try:
            with open(places[path], "rb") as file:
                yield SourceFile(path, file.read())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise SpecgenError(f"`{path}` cannot be read: {error.strerror}") from error


def files_below(start: str, base: str = "") -> Iterator[str]:
    """Yield regular files at or below a path; what git and Python keep for themselves is left out.

    Below it, folders that a link leads to are left out, and where there is a `base`, so are links that leave that.
    """
    if os.path.isfile(start):
        yield start
    if not os.path.isdir(start):
        return
    with os.scandir(start) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            linked = entry.is_symlink()
            if not is_text(entry.name) or (linked and base and not is_inside(entry.path, base)):
                continue
            if os.path.isfile(entry.path) if linked else entry.is_file():
                yield entry.path
            elif entry.name not in PRIVATE and not linked and entry.is_dir():
                yield from files_below(entry.path, base)


def is_inside(path: str, base: str) -> bool:
    """Tell whether a path, links followed, is in a folder (whose path holds no link)."""
    return os.path.commonpath((os.path.realpath(path), base)) == base


def is_text(name: str) -> bool:
    """Tell whether a file name can be written as UTF-8."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)
