"""An event schema is made of no core schema, where the others are made of one.

Why:
    What every event has (`sender`, `event_id`, `state_key`) is missing from it, and tools do not know its kind.
Bad:
    title: Topic
    properties: {type: {enum: [m.room.topic]}, content: {type: object}}
Good:
    title: Topic
    allOf: [{$ref: core-event-schema/state_event.yaml}]
    properties: {type: {enum: [m.room.topic]}, content: {type: object}}
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files
from specgen.check.documents.follow import group
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each event without a core schema, if most have one; variants may be made of another event."""
    core = {document.path for document in subject.of_kind("core-event")}
    files = list(event_files(subject).values())
    alone = [file for file in files if not any(part.path in core for part in group(subject, [file.node], ("allOf",)))]
    if len(alone) * 4 < len(files):
        for file in alone:
            yield Finding(file.node.location, "this event is made of no core schema, as others are")
