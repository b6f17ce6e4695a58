"""The examples that the site makes of the parts of a schema where a body has none of its own."""

from collections.abc import Iterator
from typing import Any

from specgen.check.documents.follow import group, having, members
from specgen.check.documents.samples import value_of
from specgen.check.documents.schema_objects import VALUES
from specgen.model.node import Node
from specgen.model.subject import Subject

NONE = (False, None)


def bodies(subject: Subject) -> Iterator[Node]:
    """Yield the schemas of JSON bodies that have no example beside them."""
    for document in subject.of_kind("api"):
        yield from below(document.root, "")


def below(node: Node, key: str) -> Iterator[Node]:
    """Yield the schemas of JSON bodies at or below a node."""
    for item in node.elements():
        yield from below(item, "")
    if not isinstance(node.value, dict):
        return
    if isinstance(node.value.get("schema"), dict) and "json" in key and not node.value.keys() & {*VALUES}:
        yield node.get("schema")
    for name, value in node.value.items():
        if isinstance(value, dict | list) and name not in (*VALUES, "schema", "schemas"):
            yield from below(node.get(name), name)


def derive(subject: Subject, nodes: list[Node], depth: int = 0) -> tuple[bool, Any]:
    """Return whether there is an example of some schemas that look at one value, and the example."""
    schemas = group(subject, nodes, ("allOf",)) if depth < 20 else []
    for node in schemas:
        for item in node.get("examples").elements():
            return True, value_of(subject, item)
        if "example" in node.value:
            return True, value_of(subject, node.get("example"))
    types = {node.value.get("type") for node in schemas if isinstance(node.value.get("type"), str)}
    if "object" in types:
        return derive_object(subject, schemas, depth)
    items = [item for item in having(schemas, "items") if isinstance(item.value, dict)]
    if "array" in types and items:
        found, value = derive(subject, items, depth + 1)
        return (True, [value]) if found else NONE
    return NONE


def derive_object(subject: Subject, schemas: list[Node], depth: int) -> tuple[bool, Any]:
    """Return the example of an object: of those of its properties that have one."""
    parts = members(schemas, "properties")
    derived = {name: derive(subject, nodes, depth + 1) for name, nodes in parts.items()}
    value = {name: part for name, (found, part) in derived.items() if found}
    return (True, value) if value or not parts else NONE
