"""Reads a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from specgen.layouts import ROOTS
from specgen.model.source import SourceFile, SourceTree


def read_directory(root: Path, name: str) -> SourceTree:
    """Return the input files below a folder. Links that leave the folder are not followed."""
    base = root.resolve()
    files = (file for start in ROOTS for file in files_below(base / start))
    found = {file.relative_to(base).as_posix(): file for file in files if file.resolve().is_relative_to(base)}
    return SourceTree(name, tuple(SourceFile(path, found[path].read_bytes()) for path in sorted(found)))


def read_files(folder: Path) -> tuple[SourceFile, ...]:
    """Return all files below a folder, by path."""
    found = {file.relative_to(folder).as_posix(): file for file in files_below(folder)}
    return tuple(SourceFile(path, found[path].read_bytes()) for path in sorted(found))


def files_below(start: Path) -> Iterator[Path]:
    """Yield regular files at or below a path; folders that a link leads to count, `.git` does not."""
    if start.is_file():
        yield start
    for folder, folders, names in os.walk(start):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = Path(folder, name)
            if path.is_file() and is_text_name(name):
                yield path


def is_text_name(name: str) -> bool:
    """Tell whether a file name can be written as UTF-8."""
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False
