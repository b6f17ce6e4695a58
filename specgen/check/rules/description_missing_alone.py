"""One property of an object has no description, and all the others have one.

Why:
    The table on the page has one empty cell: it was forgotten.
Bad:
    name: {type: string, description: The name of the room.}
    topic: {type: string, description: The topic of the room.}
    members: {type: integer, description: How many users are in the room.}
    open: {type: boolean}
Good:
    open: {type: boolean, description: Whether anybody may join.}
"""

from collections.abc import Iterator

from specgen.check.documents.follow import group
from specgen.check.documents.together import described, own_properties, togethers
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# So many others have to be described before one without a description stands out.
OTHERS = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the only property of an object that nothing describes."""
    for each in togethers(subject):
        properties = list(own_properties(each)) if len(each.properties) > OTHERS else []
        without = [
            (name, nodes) for name, nodes in properties if not any(described(part) for part in group(subject, nodes))
        ]
        if len(without) == 1 and len(properties) > OTHERS:
            name, nodes = without[0]
            yield Finding(nodes[-1].location, f"`{name}` has no description, as the others here have")
