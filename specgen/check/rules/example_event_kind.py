"""An event in an example is of the wrong kind for its place, or disagrees with its kind.

Why:
    A message among state events, a room's event in `account_data` or a state event without `state_key` cannot happen,
    and whoever copies the example gets it wrong.
Bad:
    "state": [{"type": "m.room.message", "content": {"msgtype": "m.text", "body": "Hello"}}]
Good:
    "timeline": [{"type": "m.room.message", "content": {"msgtype": "m.text", "body": "Hello"}}]
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import EventFile, has_member, schema_of
from specgen.check.documents.follow import members
from specgen.check.documents.shown_events import ShownEvent, shown_events
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
STATE = ("state", "stripped_state", "invite_state", "knock_state", "invite_room_state", "knock_room_state")
OUTSIDE = ("account_data", "ephemeral", "to_device", "presence")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the events that cannot stand where they stand."""
    for event in shown_events(subject):
        file = schema_of(subject, event.value["type"], event.value["content"])
        if file:
            trouble = wrong_place(subject, event, file) or wrong_key(subject, event, file)
            if trouble:
                yield Finding(event.place(subject, ("type",)), trouble, (file.node.location,))


def wrong_place(subject: Subject, event: ShownEvent, file: EventFile) -> str:
    """Say why an event of this type cannot be in the list that it is in, or nothing."""
    names = [step for step in event.path if isinstance(step, str) and step != "events"]
    name = names[-1] if names else ""
    if name in STATE and not has_member(subject, file, "state_key"):
        return f"`{file.type}` is no state event, but stands in `{name}`"
    if name in OUTSIDE and has_member(subject, file, "state_key"):
        return f"`{file.type}` is a state event, but stands in `{name}`"
    return ""


def wrong_key(subject: Subject, event: ShownEvent, file: EventFile) -> str:
    """Say how an event's `state_key` disagrees with its type, where its place foresees one, or nothing."""
    declared = members(event.schemas, "properties")
    if "state_key" in event.value and not has_member(subject, file, "state_key"):
        return f"`{file.type}` is no state event, but has a `state_key`"
    if "state_key" in declared and "state_key" not in event.value and has_member(subject, file, "state_key"):
        return f"`{file.type}` is a state event, but has no `state_key`"
    return ""
