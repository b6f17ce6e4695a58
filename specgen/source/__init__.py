"""The only readers: a folder, or a tree at any git ref, as a value."""

from pathlib import Path

from specgen.errors import SpecgenError
from specgen.model.source import SourceTree
from specgen.source.directory import read_directory
from specgen.source.git import is_remote, is_repository, read_commit


def read_tree(name: str) -> SourceTree:
    """Read `PATH`, `PATH@REF` or `URL@REF`. Raises `SpecgenError` where there is nothing to read."""
    path = Path(name)
    if path.is_dir() and not is_repository(path):
        return read_directory(path, name)
    if path.exists():
        return read_commit(name, "HEAD", name)
    place, at, ref = name.rpartition("@")
    if at and place and ref and (is_remote(place) or Path(place).exists()):
        return read_commit(place, ref, name)
    if at and not ref:
        raise SpecgenError(f"`{name}` ends where a tag, branch or commit should stand after the `@`")
    if is_remote(name):
        return read_commit(name, "HEAD", name)
    raise SpecgenError(f"there is no `{place if at and place else name}`: give a folder, FOLDER@REF, or a git URL@REF")
