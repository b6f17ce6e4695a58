"""News fragments as files: what their names and texts say, also where they are wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.location import Location
from specgen.model.source import SourceFile
from specgen.model.subject import Subject

ROOT = "changelogs/"
FOLDER = "newsfragments"
# Files that stand among fragments and are none.
OTHERS = (".gitignore", ".gitkeep", "README.md")


@dataclass(frozen=True, slots=True)
class FragmentFile:
    """One file in a folder of fragments. `parts` is its name cut at the dots; `text` its content."""

    file: SourceFile
    area: str
    name: str
    text: str

    @property
    def parts(self) -> list[str]:
        """Return the name cut at the dots: issue, type, and what follows."""
        return self.name.split(".")

    @property
    def type(self) -> str:
        """Return the type that the name says, or nothing."""
        return self.parts[1] if len(self.parts) > 1 else ""

    @property
    def place(self) -> Location:
        """Return the location of the whole file."""
        return Location(self.file.path)

    def at(self, offset: int) -> Location:
        """Return the location of a character of the text."""
        return Location(self.file.path, offset=offset)


def fragment_files(subject: Subject) -> Iterator[FragmentFile]:
    """Yield the files in the folders of fragments, but those that are there for other reasons."""
    for file in subject.tree.under(ROOT):
        parts = file.path.removeprefix(ROOT).split("/")
        if len(parts) == 3 and parts[1] == FOLDER and parts[2] not in OTHERS:
            yield FragmentFile(file, parts[0], parts[2], file.data.decode("utf-8", "replace"))


def is_bare_endpoint(text: str) -> bool:
    """Tell whether a text is nothing but an endpoint in code style, maybe linked: such entries have no full stop."""
    return re.fullmatch(r"\[?`[A-Z]+ /[^`]*`(?:\]\([^)\s]*\))?", text.strip()) is not None
