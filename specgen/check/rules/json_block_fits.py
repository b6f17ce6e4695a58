"""An event in a JSON block of a text does not fit the schema of its type.

Why:
    Blocks in texts are copied as often as examples are, and nothing else looks at them. What is missing stays quiet: a
    text may show a part only.
Bad:
    {"type": "m.room.name", "content": {"name": 5}}
Good:
    {"type": "m.room.name", "content": {"name": "The room"}}
"""

from collections.abc import Iterator
from typing import Any

from specgen.check.documents.event_types import member_schemas, schema_of
from specgen.check.documents.shown_events import blocks, is_event
from specgen.check.documents.validation import Misfit, misfits
from specgen.check.documents.walk_values import walk_value
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what does not fit in the events of all JSON blocks."""
    for block in blocks(subject):
        if tells_of_room_versions(block.prose):
            continue
        for seen in walk_value(subject, block.value, []):
            if is_event(subject, seen.value):
                for misfit in in_event(subject, seen.value):
                    message = f"`{seen.value['type']}`: {misfit.message}"
                    yield Finding(block.place((*seen.path, *misfit.path)), message)


def tells_of_room_versions(prose: Prose) -> bool:
    """Tell whether a text is about room versions: they have formats of their own."""
    places = prose.urls or (f"/{prose.place.path}",)
    return all("/rooms/" in place for place in places)


def in_event(subject: Subject, event: Any) -> Iterator[Misfit]:
    """Yield what does not fit in one event."""
    file = schema_of(subject, event["type"], event["content"])
    found = misfits(event, member_schemas(subject)[file.name][0]) if file else ()
    yield from (misfit for misfit in found if misfit.keyword not in ("required", "oneOf", "anyOf"))
