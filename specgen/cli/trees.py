"""What several commands do with TREE."""

import os
from pathlib import Path

from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.model.source import SourceFile, SourceTree
from specgen.source import read_tree
from specgen.source.directory import read_directory, read_files
from specgen.source.git import is_repository

PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """Return a folder that comes with specgen: inside the wheel, or beside the package in a checkout."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def bundled_tree() -> SourceTree:
    """Return the specification that comes with specgen."""
    inside = PACKAGE / "shipped"
    return read_directory(inside if inside.is_dir() else PACKAGE.parent, "the bundled specification")


def chosen_tree(name: str | None) -> tuple[SourceTree, str]:
    """Return the tree that a user means, and a sentence for them if they did not name it."""
    if name is not None:
        return read_tree(name), ""
    try:
        tree = read_directory(Path.cwd(), "the current folder")
        recognise(tree)
    except SpecgenError:
        return bundled_tree(), "no specification in the current folder: using the one that comes with specgen"
    return tree, f"using the specification in {os.getcwd()}"


def live_folder(name: str | None) -> Path | None:
    """Return the folder that `chosen_tree` reads, or None where it reads a commit."""
    if name is not None:
        return Path(name) if Path(name).is_dir() and not is_repository(Path(name)) else None
    try:
        recognise(read_directory(Path.cwd(), "the current folder"))
    except SpecgenError:
        return shipped("api").parent
    return Path.cwd()


def theme_files() -> tuple[SourceFile, ...]:
    """Return the templates of the site that come with specgen."""
    return read_files(shipped("templates") / "site")


def python_files() -> tuple[SourceFile, ...]:
    """Return what generated packages are made of."""
    return read_files(shipped("templates") / "python")


def news_files() -> tuple[SourceFile, ...]:
    """Return the templates of changelogs that come with specgen."""
    return read_files(shipped("templates") / "changelog")
