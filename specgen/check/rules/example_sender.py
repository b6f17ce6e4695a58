"""A state event in an example could not have been sent: its `state_key` is another user than its `sender`.

Why:
    Servers reject it: a `state_key` that is a user belongs to that user, and only invites, bans and kicks concern
    others. Nobody joins for somebody else.
Bad:
    {"type": "m.room.member", "sender": "@bob:x.org", "state_key": "@alice:x.org", "content": {"membership": "join"}}
Good:
    {"type": "m.room.member", "sender": "@alice:x.org", "state_key": "@alice:x.org", "content": {"membership": "join"}}
"""

from collections.abc import Iterator
from typing import Any

from specgen.check.documents.event_types import event_examples
from specgen.check.documents.follow import at
from specgen.check.documents.samples import at_each_place, value_of
from specgen.check.documents.shown_events import blocks, shown_events
from specgen.check.documents.walk_values import walk_value
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
OF_ONESELF = ("join", "knock")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the `state_key` of each event that its sender may not send."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield such events in the examples of events and of other things, and in the JSON blocks of texts."""
    for example in event_examples(subject):
        if trouble := forbidden(value_of(subject, example.node)):
            yield Finding(at(subject, example.node, ("state_key",)).location, trouble)
    for event in shown_events(subject):
        if trouble := forbidden(event.value):
            yield Finding(event.place(subject, ("state_key",)), trouble)
    for block in blocks(subject):
        for seen in walk_value(subject, block.value, []):
            if trouble := forbidden(seen.value):
                yield Finding(block.place((*seen.path, "state_key")), trouble)


def forbidden(event: Any) -> str:
    """Say why nobody may send an event, or nothing."""
    content = event.get("content") if isinstance(event, dict) else None
    if not isinstance(content, dict):
        return ""
    sender, key, membership = event.get("sender"), event.get("state_key"), content.get("membership")
    if not isinstance(sender, str) or not isinstance(key, str) or not key.startswith("@") or sender == key:
        return ""
    if event.get("type") == "m.room.member":
        return f"`{sender}` can neither join nor knock for `{key}`" if membership in OF_ONESELF else ""
    return f"`{sender}` may not send a state event of `{key}`"
