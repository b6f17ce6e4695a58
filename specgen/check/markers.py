"""Markers that say in which version something was added or changed: in data, in shortcodes, and typed by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.markdown import COMMENT, FENCE, blank
from specgen.check.mentions import Mention, found, living
from specgen.check.once import once
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

ADDED = "x-addedInMatrixVersion"
CHANGED = "x-changedInMatrixVersion"
SHORTCODE = re.compile(r"\{\{[%<]\s*(?:added-in|changed-in)\b[^}]*?\bv=(\"[^\"]*\"|'[^']*'|[^\s%>]+)")
TYPED = re.compile(r"\b(?:[Aa]dded|[Ii]ntroduced|[Nn]ew|[Cc]hanged)\s+(?:in|with)\s+(?:Matrix\s+)?`?(v1\.\d+)\b")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a marker names, where. `is_text`: it is no number; `of_room`: it stands where room versions are meant."""

    text: str
    location: Location
    is_text: bool = True
    of_room: bool = False


@once
def markers(subject: Subject) -> tuple[Marker, ...]:
    """Return the markers in data."""
    return tuple(marker for document in subject.documents for marker in markers_below(document.root))


def markers_below(node: Node) -> Iterator[Marker]:
    """Yield the markers at or below a node."""
    for item in node.elements():
        yield from markers_below(item)
    for key, member in node.items():
        if key == ADDED:
            yield Marker(member.text() or "", member.location, isinstance(member.value, str))
        elif key == CHANGED:
            yield from (Marker(version, change.location) for version, change in member.items())
        elif isinstance(member.value, dict | list):
            yield from markers_below(member)


@once
def markers_in_texts(subject: Subject) -> tuple[Marker, ...]:
    """Return the markers that texts call, outside changelogs."""
    result = []
    for prose in living(subject):
        if "-in" in prose.text and "{{" in prose.text:
            text = COMMENT.sub(lambda match: blank(match[0]), FENCE.sub(lambda match: blank(match[0]), prose.text))
            for match in SHORTCODE.finditer(text):
                value = match[1].strip("\"'")
                result.append(Marker(value, prose.at(match.start(1)), of_room="/rooms/" in prose.place.path))
    return tuple(result)


@once
def typed(subject: Subject) -> tuple[Mention, ...]:
    """Return the versions that texts name by hand as those that added or changed something."""
    return tuple(found(subject, TYPED))
