"""What is drawn around versions: templates of specgen's own, the same for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from specgen.model.source import SourceFile
from specgen.render.templates import Templates, templates_of

FOLDER = "versions/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all versions share: the URL of all of them, the templates that come with specgen, and what pages show."""

    root: str
    theme: tuple[SourceFile, ...]
    news: tuple[SourceFile, ...]
    history: bool = False


def templates_of_versions(theme: Sequence[SourceFile]) -> Templates:
    """Return the templates that say where a version stands. A version's own tree has no say in that."""
    return templates_of(
        {file.path: file.text() for file in theme if file.path.startswith(FOLDER) and file.path.endswith(".html")},
        trusted=True,
    )
