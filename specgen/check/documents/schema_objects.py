"""Every schema object of a tree as written, and what has a schema's keywords in Swagger 2.0."""

from collections.abc import Iterator

from specgen.check.documents.walks import METHODS, within
from specgen.check.once import once
from specgen.model.node import Node
from specgen.model.subject import Document, Subject

SIGNS = ("type", "properties", "allOf", "oneOf", "anyOf", "items", "additionalProperties", "patternProperties", "$ref")
VALUES = ("example", "examples", "x-example", "default", "enum", "const")
# What a security scheme or a parameter has and no schema.
FOREIGN = ("in", "scheme", "flows", "flow")


@once
def schema_objects(subject: Subject) -> tuple[Node, ...]:
    """Return every schema object, outermost first; `$ref` is not followed."""
    return tuple(node for document in subject.documents for node in of_document(document))


@once
def plain_parameters(subject: Subject) -> tuple[Node, ...]:
    """Return the parameters and headers that have a schema's keywords themselves, as in Swagger 2.0."""
    found: list[Node] = []
    for document in subject.of_kind("api"):
        if "swagger" in document.root.value:
            for node in entries(document.root.get("paths")):
                found.extend(parameters_below(node))
    return tuple(found)


@once
def top_schemas(subject: Subject) -> tuple[Node, ...]:
    """Return the schema objects that are in no other: those of definitions, components, parameters and bodies."""
    return tuple(node for document in subject.documents for node in tops(document))


def of_document(document: Document) -> Iterator[Node]:
    """Yield the schema objects of one document."""
    for top in tops(document):
        yield from within(top)


def tops(document: Document) -> Iterator[Node]:
    """Yield the schema objects of one document that are in no other."""
    root = document.root
    if not isinstance(root.value, dict) or document.kind not in ("api", "definition", "event", "core-event"):
        return
    if document.kind != "api" and looks_like_schema(root):
        yield root
        yield from below(root.get("components"))
    else:
        yield from below(root)


def looks_like_schema(node: Node) -> bool:
    """Tell whether a mapping is a schema, not a container of something."""
    value = node.value
    has_sign = any(key in value for key in SIGNS) and not isinstance(value.get("type"), dict)
    return has_sign and not any(key in value for key in FOREIGN)


def below(node: Node) -> Iterator[Node]:
    """Yield the outermost schemas below any node of a document that is not itself a schema."""
    for item in node.elements():
        yield from below(item)
    if not isinstance(node.value, dict):
        return
    for key, value in node.value.items():
        if not isinstance(value, dict | list) or key in VALUES:
            continue
        member = node.get(key)
        if key == "schema" and isinstance(value, dict):
            yield member
        elif key in ("schemas", "definitions") and isinstance(value, dict):
            yield from (member.get(name) for name in value if isinstance(value[name], dict))
        else:
            yield from below(member)


def parameters_below(item: Node) -> Iterator[Node]:
    """Yield the parameters and headers of a Swagger 2.0 path item that have a `type`, and their items."""
    holders = [item, *(item.get(method) for method in METHODS)]
    for holder in holders:
        for parameter in holder.get("parameters").elements():
            yield from typed(parameter)
        for response in entries(holder.get("responses")):
            for header in entries(response.get("headers")):
                yield from typed(header)


def entries(mapping: Node) -> list[Node]:
    """Return what a mapping holds."""
    return [member for _, member in mapping.items()]


def typed(node: Node) -> Iterator[Node]:
    """Yield a parameter with a `type` of its own, and its items."""
    if isinstance(node.value, dict) and "type" in node.value and "schema" not in node.value:
        yield node
        yield from typed(node.get("items"))
