"""The JSON of error responses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specgen.check.documents.follow import follow
from specgen.check.documents.objects import Object, objects
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

ERROR = re.compile(r"[45](?:\d\d|[xX]{2})\Z")


@dataclass(frozen=True, slots=True)
class Content:
    """The JSON of one error response: its status, the node of its schema, which may be missing, and where it is said.

    `place` is the schema, or the `$ref` to a response that others share.
    """

    status: str
    schema: Node
    place: Location


def error_contents(subject: Subject) -> Iterator[Content]:
    """Yield the JSON of each response whose status tells of an error."""
    for status, node, each in responses(subject):
        if not ERROR.match(status):
            continue
        content = dict(node.get("content").items())
        if each.standard == "2" or "application/json" in content:
            schema = node.get("schema") if each.standard == "2" else content["application/json"].get("schema")
            yield Content(status, schema, each.node.location if each.is_reference else schema.location)


def responses(subject: Subject) -> Iterator[tuple[str, Node, Object]]:
    """Yield each response by its status: what it says, also where it is shared, and the object as written there."""
    for each in objects(subject):
        if each.kind == "Response":
            yield each.node.pointer.rpartition("/")[2], follow(subject, each.node), each


def properties(subject: Subject, content: Content) -> frozenset[str]:
    """Return the names of the properties that a schema declares itself or through what it is made of."""
    return frozenset(names(subject.expand(content.schema)))


def names(schema: Any) -> Iterator[str]:
    """Yield the properties of an expanded schema."""
    if isinstance(schema, dict):
        declared = schema.get("properties")
        yield from declared if isinstance(declared, dict) else ()
        for keyword in ("allOf", "oneOf", "anyOf"):
            parts = schema.get(keyword)
            for part in parts if isinstance(parts, list) else ():
                yield from names(part)


def is_known(subject: Subject, content: Content) -> bool:
    """Tell whether there is a schema, and no reference in its place that leads nowhere."""
    schema = subject.expand(content.schema)
    return isinstance(schema, dict) and "$ref" not in schema
