"""The schemas that look at one object together: through `$ref`, `allOf` and branches, at every depth."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.documents.follow import BRANCHES, group, members, target
from specgen.check.documents.schema_objects import schema_objects, top_schemas
from specgen.check.once import once
from specgen.model.node import Node
from specgen.model.subject import Subject


@dataclass(frozen=True, slots=True)
class Together:
    """All schemas that look at one object, and the schemas of each of its properties."""

    schemas: tuple[Node, ...]
    properties: dict[str, list[Node]]


@once
def togethers(subject: Subject) -> tuple[Together, ...]:
    """Return what looks at each object that some schema describes, each described as fully as it is anywhere."""
    branches = branch_targets(subject)
    starts = [node for node in top_schemas(subject) if (node.path, node.pointer) not in branches]
    return tuple(each for start in starts for each in below(subject, [start], 0))


def branch_targets(subject: Subject) -> frozenset[tuple[str, str]]:
    """Return the places that are parts of other schemas: what `allOf` and the like refer to."""
    found: set[tuple[str, str]] = set()
    for node in schema_objects(subject):
        parts = (part for keyword in BRANCHES if keyword in node.value for part in listed(node.get(keyword)))
        for part in (node, *parts) if len(node.value) > 1 else parts:
            end = target(subject, part)
            if isinstance(end.value, dict):
                found.add((end.path, end.pointer))
    return frozenset(found)


def listed(node: Node) -> Iterator[Node]:
    """Yield the items of a list, or what is no list."""
    if isinstance(node.value, list):
        yield from node.elements()
    else:
        yield node


def below(subject: Subject, nodes: list[Node], depth: int) -> Iterator[Together]:
    """Yield what looks at the value of some schemas and at the values in it; a bare `$ref` is described elsewhere."""
    if depth > 40 or (depth and len(nodes) == 1 and is_bare(nodes[0])):
        return
    schemas = group(subject, nodes)
    properties = members(schemas, "properties")
    if any("properties" in node.value or "required" in node.value for node in schemas):
        yield Together(tuple(schemas), properties)
    for entries in properties.values():
        yield from below(subject, entries, depth + 1)
    for keyword in ("items", "additionalProperties", "not"):
        entries = [node.get(keyword) for node in schemas if isinstance(node.value.get(keyword), dict)]
        if entries:
            yield from below(subject, entries, depth + 1)
    for entries in members(schemas, "patternProperties").values():
        yield from below(subject, entries, depth + 1)


def is_bare(node: Node) -> bool:
    """Tell whether a schema is nothing but a reference, apart from what is said about it."""
    return isinstance(node.value, dict) and "$ref" in node.value and not node.value.keys() & SAYING


SAYING = frozenset(("properties", "required", "allOf", "oneOf", "anyOf", "items", "additionalProperties", "if"))


def own_properties(each: Together) -> Iterator[tuple[str, list[Node]]]:
    """Yield the properties of an object; those that can only have one value speak for themselves."""
    for name, nodes in each.properties.items():
        constant = any("const" in node.value or len(node.get("enum").strings()) == 1 for node in dicts(nodes))
        if not constant and list(dicts(nodes)):
            yield name, nodes


def dicts(nodes: list[Node]) -> Iterator[Node]:
    """Yield the nodes that are mappings."""
    return (node for node in nodes if isinstance(node.value, dict))


def described(node: Node) -> bool:
    """Tell whether a schema has a description with something in it."""
    text = node.value.get("description")
    return isinstance(text, str) and bool(text.strip())
