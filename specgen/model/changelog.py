"""News fragments: one change each, in a file of its own (https://towncrier.readthedocs.io)."""

from dataclasses import dataclass, field

from specgen.location import NOWHERE, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """One news fragment. `section` is its area's folder, `type` the kind of change; `text` is Markdown."""

    issue: str
    type: str
    section: str
    text: str
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ChangeType:
    """A kind of change: its name in file names and the heading that it has in a changelog."""

    name: str
    title: str
