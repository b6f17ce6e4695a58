"""Files as they were read: the input of everything else."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a tree. `path` is relative to the tree, with `/`."""

    path: str
    data: bytes

    def text(self) -> str:
        """Return the content as text; bytes that are not UTF-8 become U+FFFD."""
        return self.data.decode("utf-8-sig", "replace")


@dataclass(frozen=True, slots=True)
class SourceTree:
    """All files of a source tree, sorted by path. `name` is how the user called it."""

    name: str
    files: tuple[SourceFile, ...]

    def find(self, path: str) -> SourceFile | None:
        """Return the file at `path`, or None."""
        return next((file for file in self.files if file.path == path), None)

    def under(self, folder: str) -> Iterator[SourceFile]:
        """Yield the files below `folder`, by path."""
        start = folder.rstrip("/") + "/" if folder else ""
        return (file for file in self.files if file.path.startswith(start))
