"""A `$ref` stands where the standard has no references.

Why:
    A reference may stand for a whole schema, parameter, response and the like, not for a list or a mapping of them, and
    not for an operation; tools fail there, or read nothing.
Bad:
    properties:
      $ref: definitions/common_properties.yaml
Good:
    allOf:
      - $ref: definitions/common.yaml
"""

from collections.abc import Iterator

from specgen.check.documents.keys import keys
from specgen.check.documents.objects import objects
from specgen.check.documents.openapi_grammar import GRAMMARS, REFERABLE, name_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# Keywords of schemas whose values are no schemas themselves.
PLAIN = (
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "required",
    "enum",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `$ref` out of place."""
    for each in objects(subject):
        if each.is_reference and each.kind not in (*REFERABLE[each.standard], "Schema", "SecurityRequirement"):
            yield Finding(each.node.get("$ref").location, f"a `$ref` cannot stand for {name_of(each.kind)}")
    for keyword, nodes in many(subject).items():
        wrong = [node for node in nodes if has_reference(node)]
        # Where most do so, it is the way of this specification, whose own tools resolve it.
        if len(wrong) < 3 or len(wrong) < len(nodes) / 2:
            for node in wrong:
                yield Finding(node.get("$ref").location, f"`{keyword}` cannot stand in another place by `$ref`")


def many(subject: Subject) -> dict[str, list[Node]]:
    """Return the values of the keywords that hold many things, by keyword."""
    result: dict[str, list[Node]] = {}
    for each in objects(subject):
        for keyword, member in GRAMMARS[each.standard].get(each.kind, {}).items():
            if member.shape in ("list", "map") and keyword in each.node.value and keyword not in PLAIN:
                result.setdefault(keyword, []).append(each.node.get(keyword))
    for key in keys(subject):
        if key.name in PLAIN and not key.is_name:
            result.setdefault(key.name, []).append(key.node)
    return result


def has_reference(node: Node) -> bool:
    """Tell whether a node is a mapping with `$ref`."""
    return isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str)
