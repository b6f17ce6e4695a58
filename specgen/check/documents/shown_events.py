"""Events inside examples of other things, and in the JSON blocks of texts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specgen.check.documents.event_types import known_types
from specgen.check.documents.follow import at
from specgen.check.documents.samples import visits
from specgen.check.documents.walk_values import Path
from specgen.check.once import once
from specgen.check.texts.markdown import code_blocks
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Prose, Subject


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event in an example: the example, the way to the event, the event, and the schemas that look at it there."""

    node: Node
    path: Path
    value: Any
    schemas: tuple[Node, ...]

    def place(self, subject: Subject, path: Path) -> Location:
        """Return where a member of the event stands."""
        return at(subject, self.node, (*self.path, *path)).location


@dataclass(frozen=True, slots=True)
class Block:
    """A JSON block of a text: its value, and where its text starts."""

    prose: Prose
    value: Any
    text: str
    offset: int

    def place(self, path: Path) -> Location:
        """Return where a member stands: the key that ends the path, searched one after the other."""
        start = 0
        for token in path:
            found = self.text.find(f'"{token}"', start) if isinstance(token, str) else start
            start = found if found >= 0 else start
        return self.prose.at(self.offset + start)


def is_event(subject: Subject, value: Any) -> bool:
    """Tell whether a value is an event of a known type with content that everybody can read."""
    if not isinstance(value, dict) or not isinstance(value.get("content"), dict):
        return False
    kind = value.get("type")
    return isinstance(kind, str) and kind in known_types(subject) and kind != "m.room.encrypted"


@once
def shown_events(subject: Subject) -> tuple[ShownEvent, ...]:
    """Return the events of known types inside examples; those that are the whole example of an event are left out."""
    return tuple(
        ShownEvent(visit.sample.node, (*visit.start, *visit.seen.path), visit.seen.value, visit.seen.schemas)
        for visit in visits(subject)
        if is_event(subject, visit.seen.value) and (visit.seen.path or visit.sample.node.pointer)
    )


@once
def blocks(subject: Subject) -> tuple[Block, ...]:
    """Return the JSON blocks of all texts but changelogs that can be read."""
    return tuple(
        block
        for prose in subject.prose
        if prose.kind != "changelog" and ("```" in prose.text or "~~~" in prose.text)
        for block in of_text(prose)
    )


def of_text(prose: Prose) -> Iterator[Block]:
    """Yield the JSON blocks of one text that can be read."""
    for code in code_blocks(prose.text):
        if code.language.startswith("json"):
            try:
                value = json.loads(code.content)
            except ValueError:
                continue
            yield Block(prose, value, code.content, code.offset)
