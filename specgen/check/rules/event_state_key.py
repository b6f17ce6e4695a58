"""An event schema and the core schema that it is made of disagree about `state_key`.

Why:
    State events are made of the state event's core schema and say what their `state_key` is; whatever else has one is
    shown as a message, and clients look for it in the wrong place.
Bad:
    allOf: [{$ref: core-event-schema/room_event.yaml}]
    properties: {state_key: {type: string}}
Good:
    allOf: [{$ref: core-event-schema/state_event.yaml}]
    properties: {state_key: {type: string}}
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files
from specgen.check.documents.follow import group, members
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `state_key` without a core schema that has one, and the other way round."""
    core = {document.path for document in subject.of_kind("core-event")}
    for file in event_files(subject).values():
        parts = group(subject, [file.node], ("allOf",))
        bases = [part for part in parts if part.path in core]
        entries = members(parts, "properties").get("state_key", [])
        own = [entry for entry in entries if entry.path not in core]
        if bases and own and len(own) == len(entries):
            yield Finding(own[0].location, f"`state_key`, but {names(bases)} is no state event")
        elif entries and not own:
            yield Finding(file.node.get("allOf").location, "a state event that does not say what its `state_key` is")


def names(bases: list[Node]) -> str:
    """Return the file of the core schema that an event is made of."""
    return f"`{bases[0].path.rpartition('/')[2]}`"
