"""An event inside an example has content, or a `state_key`, that does not fit the schema of its type.

Why:
    The event's type is known, so what its content has to look like is known too: in a response, in a transaction, in
    a batch of events.
Bad:
    example: {"type": "m.room.name", "state_key": "", "content": {"name": 5}}
Good:
    example: {"type": "m.room.name", "state_key": "", "content": {"name": "The room"}}
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from specgen.check.documents.event_types import event_examples, member_schemas, schema_of
from specgen.check.documents.follow import group, members
from specgen.check.documents.shown_events import shown_events
from specgen.check.documents.validation import misfits
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what does not fit in the events inside examples."""
    schemas = member_schemas(subject)
    whole = {example.node.path for example in event_examples(subject)}
    for event in shown_events(subject):
        kind, content = event.value["type"], event.value["content"]
        file = schema_of(subject, kind, content)
        if file and stands_for_itself(content, schemas[file.name][1], subject):
            for misfit in misfits(event.value, schemas[file.name][0]):
                place = event.place(subject, misfit.path)
                if place.path in whole:
                    continue  # `example-fits-schema` speaks of the examples that are events.
                yield Finding(place, f"`{kind}`: {misfit.message}", (file.node.location,))


def stands_for_itself(content: Mapping[str, Any], nodes: Iterable[Node], subject: Subject) -> bool:
    """Tell whether a content is meant: a redacted one is empty, and one with other names only stands for any."""
    return any(name in content for name in members(group(subject, nodes), "properties"))
