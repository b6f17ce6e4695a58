"""What the texts of a specification mention, outside changelogs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.once import once
from specgen.check.texts.markdown import CALL, SPAN, Link, blank, links_of, without_blocks
from specgen.location import Location
from specgen.model.subject import Prose, Subject


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of a text: which text, where it starts there, and what it says."""

    prose: Prose
    offset: int
    text: str

    @property
    def location(self) -> Location:
        """Return where it stands."""
        return self.prose.at(self.offset)


@once
def living(subject: Subject) -> tuple[Prose, ...]:
    """Return the texts that describe the present: changelogs tell of the past."""
    return tuple(prose for prose in subject.prose if prose.kind != "changelog" and not is_history(prose))


def is_history(prose: Prose) -> bool:
    """Tell whether a text is a page of a changelog."""
    return "/changelog" in prose.place.path


@once
def unfenced(subject: Subject) -> tuple[Prose, ...]:
    """Return the living texts with blanks for fenced blocks, comments and shortcodes."""
    return tuple(Prose(prose.kind, quiet(prose.text), prose.place, prose.urls) for prose in living(subject))


def quiet(text: str) -> str:
    """Return a text with blanks for what is no prose; code spans stay."""
    text = without_blocks(text)
    return CALL.sub(lambda match: blank(match[0]), text) if "{{" in text else text


@once
def spans(subject: Subject) -> tuple[Mention, ...]:
    """Return the code spans of all living texts."""
    return tuple(
        Mention(prose, match.start(2), match[2])
        for prose in unfenced(subject)
        if "`" in prose.text
        for match in SPAN.finditer(prose.text)
    )


def found(subject: Subject, pattern: re.Pattern[str], sign: str = "") -> list[Mention]:
    """Return what a pattern finds in the living texts: its first group, or all. `sign` is in all that it finds."""
    group = 1 if pattern.groups else 0
    return [
        Mention(prose, match.start(group), match[group])
        for prose in unfenced(subject)
        if sign in prose.text
        for match in pattern.finditer(prose.text)
    ]


@once
def all_links(subject: Subject) -> tuple[tuple[Prose, Link], ...]:
    """Return the links of all texts."""
    return tuple((prose, link) for prose in subject.prose if "](" in prose.text for link in links_of(prose.text))


def links_in(subject: Subject, history: bool = False) -> Iterator[tuple[Prose, Link]]:
    """Yield the links of the living texts, and those of changelogs if wanted."""
    return (
        (prose, link)
        for prose, link in all_links(subject)
        if history or not (prose.kind == "changelog" or is_history(prose))
    )
