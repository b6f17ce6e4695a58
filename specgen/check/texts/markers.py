"""Markers that say in which version something was added or changed: in data, and typed by hand in texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.once import once
from specgen.check.texts.mentions import Mention, found
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

ADDED = "x-addedInMatrixVersion"
CHANGED = "x-changedInMatrixVersion"
TYPED = re.compile(r"\b(?:[Aa]dded|[Ii]ntroduced|[Nn]ew|[Cc]hanged)\s+(?:in|with)\s+(?:Matrix\s+)?`?(v1\.\d+)\b")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a marker names, where; `is_text`: it is no number."""

    text: str
    location: Location
    is_text: bool = True


@once
def markers(subject: Subject) -> tuple[Marker, ...]:
    """Return the markers in data."""
    return tuple(marker for root in marked_documents(subject) for marker in markers_below(root))


@once
def marked_documents(subject: Subject) -> tuple[Node, ...]:
    """Return the roots of the documents that have markers."""
    marked = {file.path for file in subject.tree.files if b"InMatrixVersion" in file.data}
    return tuple(document.root for document in subject.documents if document.path in marked)


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
def typed(subject: Subject) -> tuple[Mention, ...]:
    """Return the versions that texts name by hand as those that added or changed something."""
    return tuple(found(subject, TYPED, "v1."))
