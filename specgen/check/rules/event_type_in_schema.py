"""A schema names an event type that nothing defines, and nearly the name of one that is defined.

Why:
    An `enum`, a default or a `const` with a misspelt type excludes the event that was meant.
Bad:
    enum: [m.room.membr]
Good:
    enum: [m.room.member]
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files, known_types
from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.check.texts.near import nearest
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
PREFIXES = ("m.room.", "m.call.", "m.key.", "m.room_key", "m.policy.", "m.space.", "m.secret.")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value of a schema that is nearly an event type."""
    types = known_types(subject)
    own = {file.node.path for file in event_files(subject).values()}
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        for value in values(node):
            text = value.value
            if isinstance(text, str) and text.startswith(PREFIXES) and text not in types and node.path not in own:
                near = nearest(text, types, 0.85)
                if near:
                    yield Finding(value.location, f"nothing defines the event type `{text}` (did you mean `{near}`?)")


def values(node: Node) -> Iterator[Node]:
    """Yield the values that a schema names."""
    yield from node.get("enum").elements()
    yield from (node.get(key) for key in ("const", "default", "example", "x-example") if key in node.value)
