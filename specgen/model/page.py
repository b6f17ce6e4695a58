"""Pages and the texts that pages include."""

from dataclasses import dataclass, field

from specgen.location import NOWHERE, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown page. `url` is its path on the site, `/` at both ends; `first_line` is where `body` starts."""

    url: str
    title: str = ""
    link_title: str = ""
    body: str = ""
    layout: str = ""
    weight: int | None = None
    date: str = ""
    description: str = ""
    version: str | None = None
    commit: str = ""
    outputs: tuple[str, ...] = ()
    first_line: int = 1
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """A Markdown text that pages include by name. `kind` is `module`, `fragment` or `changelog`.

    `old_url` is where it was a page of its own, in layouts that had it so.
    """

    kind: str
    name: str
    body: str
    title: str = ""
    weight: int | None = None
    date: str = ""
    old_url: str = ""
    first_line: int = 1
    location: Location = field(default=NOWHERE, compare=False)
