"""The JSON of error responses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specgen.check.documents.objects import by_kind
from specgen.model.node import Node
from specgen.model.subject import Subject

ERROR = re.compile(r"[45](?:\d\d|[xX]{2})\Z")


@dataclass(frozen=True, slots=True)
class Content:
    """The JSON of one error response: its status, and the node of its schema, which may be missing."""

    status: str
    schema: Node


def error_contents(subject: Subject) -> Iterator[Content]:
    """Yield the JSON of each response whose status tells of an error."""
    for each in by_kind(subject).get("Response", ()):
        status = each.node.location.pointer.rpartition("/")[2]
        if not ERROR.match(status):
            continue
        if each.standard == "2":
            yield Content(status, each.node.get("schema"))
        else:
            content = dict(each.node.get("content").items())
            if "application/json" in content:
                yield Content(status, content["application/json"].get("schema"))


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
