"""Ways through raw documents: every schema object, every example, with what it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.model.node import Node
from specgen.model.subject import Document

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Keywords whose value is one schema, a list of schemas, or a mapping of names to schemas.
ONE = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
LISTS = ("allOf", "oneOf", "anyOf", "prefixItems")
NAMED = ("properties", "patternProperties", "definitions", "$defs", "dependentSchemas")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as written: the node of its path item and its own; `path` is without the base path."""

    path: str
    method: str
    item: Node
    node: Node


def operations(document: Document) -> Iterator[Operation]:
    """Yield the operations of an API document as written, references not followed."""
    for path, item in document.root.get("paths").items():
        for method in METHODS:
            if isinstance(item.get(method).value, dict):
                yield Operation(path, method, item, item.get(method))


def schemas(document: Document) -> Iterator[Node]:
    """Yield every schema object of a document, outermost first; `$ref` is not followed."""
    if document.kind == "api":
        yield from schemas_in_api(document.root)
    elif document.kind in ("definition", "event", "core-event") or is_schema(document.root):
        yield from within(document.root)


def is_schema(node: Node) -> bool:
    """Tell whether a mapping looks like a schema."""
    keywords = ("$schema", "type", "properties", "allOf", "oneOf", "anyOf")
    return isinstance(node.value, dict) and any(key in node.value for key in keywords)


def schemas_in_api(node: Node) -> Iterator[Node]:
    """Yield the schemas below any node of an OpenAPI or Swagger document that is not itself a schema."""
    for item in node.elements():
        yield from schemas_in_api(item)
    for key, member in node.items():
        if key in ("example", "examples", "x-example"):
            continue
        if key == "schema":
            yield from within(member)
        elif key == "schemas":
            yield from named(member)
        else:
            yield from schemas_in_api(member)


def named(mapping: Node) -> Iterator[Node]:
    """Yield the schemas that a mapping names, and those inside them."""
    for key in sorted(mapping.value) if isinstance(mapping.value, dict) else ():
        yield from within(mapping.get(key))


def within(schema: Node) -> Iterator[Node]:
    """Yield a schema object and those inside it."""
    if not isinstance(schema.value, dict):
        return
    yield schema
    for key, member in schema.items():
        if key in NAMED:
            yield from named(member)
        elif key in ONE or key in LISTS:
            yield from within(member)
            for item in member.elements():
                yield from within(item)
