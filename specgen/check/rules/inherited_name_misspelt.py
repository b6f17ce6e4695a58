"""A property has almost the name of one that its base declares, and was meant to be that.

Why:
    What the base says of the property is not narrowed, and a second property is there that nobody sends.
Bad:
    allOf: [{$ref: core-event-schema/event.yaml}]
    properties:
      contents: {type: object}
Good:
    allOf: [{$ref: core-event-schema/event.yaml}]
    properties:
      content: {type: object}
"""

from collections.abc import Iterator

from specgen.check.documents.follow import names_of
from specgen.check.documents.together import togethers
from specgen.check.rule import Finding
from specgen.check.texts.slips import distance
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# Shorter names differ by a letter on purpose.
SHORTEST = 6


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each property of a schema itself that is one letter from what only the schemas below it declare."""
    for each in togethers(subject):
        own = each.schemas[0]
        if len(each.schemas) > 1 and isinstance(own.value.get("properties"), dict):
            yield from misspelt(own, names_of(each.schemas[1:], "properties"))


def misspelt(own: Node, inherited: set[str]) -> Iterator[Finding]:
    """Yield the own names that are nearly inherited ones; who has both means both."""
    names = own.value["properties"].keys()
    left = [name for name in inherited if name not in names]
    for name in sorted(names - inherited):
        near = [other for other in left if len(other) >= SHORTEST and distance(name, other, 1) == 1]
        if len(near) == 1:
            place = own.get("properties").get(name).location
            yield Finding(place, f"the base has `{near[0]}`, and no `{name}`: did you mean that")
