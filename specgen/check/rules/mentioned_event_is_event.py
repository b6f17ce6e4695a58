"""A text calls something an event, or the content of one, that is defined but no event type.

Why:
    Implementers look for its schema, which does not exist; mostly the name of something else got in.
Bad:
    Clients send an `m.login.password` event.
Good:
    Clients send an `m.room.message` event.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.inventory import inventory
from specgen.check.texts.mentions import found
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.OFF
MENTION = re.compile(r"`(m\.[\w.-]+)`(?:\]\([^\s()]*\))?\s+(?:state|message|room|to-device|account data)?\s*events?\b")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each name that is called an event and is something else."""
    known = inventory(subject)
    events = known.event_types
    for mention in found(subject, MENTION):
        name = mention.text
        if name not in events and known.knows(name) and not any(each.startswith(f"{name}.") for each in events):
            yield Finding(mention.location, f"`{name}` is no event type")
