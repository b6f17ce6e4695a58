"""A closed object cannot have what another part of it asks for.

Why:
    `additionalProperties: false` looks only at the properties beside it: those that `allOf` or `required` add are
    forbidden, so that nothing with them is valid.
Bad:
    allOf: [{$ref: base.yaml}]
    properties: {a: {type: string}}
    additionalProperties: false
Good:
    allOf: [{$ref: base.yaml}]
    properties: {a: {type: string}}
    unevaluatedProperties: false
"""

from collections.abc import Iterator

from specgen.check.documents.follow import members
from specgen.check.documents.together import Together, togethers
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each closed schema that forbids a property which something beside it requires."""
    for each in togethers(subject):
        for node in each.schemas:
            if node.value.get("additionalProperties") is False and not node.value.get("patternProperties"):
                yield from forbidden(each, node)


def forbidden(each: Together, closed: Node) -> Iterator[Finding]:
    """Yield what a closed schema forbids although it is required."""
    allowed = members([closed], "properties")
    wanted = {name for node in each.schemas for name in node.get("required").strings()}
    for name in sorted(wanted - allowed.keys()):
        if name in each.properties:
            place = closed.get("additionalProperties").location
            yield Finding(place, f"`additionalProperties: false` forbids `{name}`, which is required")
