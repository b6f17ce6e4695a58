"""A schema's `type` is none of the seven types of JSON.

Why:
    Validators and code generators refuse the schema, or let everything through.
Bad:
    type: string[]
Good:
    type: array
    items: {type: string}
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import KEYWORDS, TYPES, kind_of
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `type` that is no type."""
    swagger = any("swagger" in (each.root.value or ()) for each in subject.of_kind("api"))
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        place = node.get("type")
        if "type" not in node.value or (place.value == "file" and swagger):
            continue
        entries = list(place.elements()) if isinstance(place.value, list) else [place]
        for entry in entries:
            if entry.value not in TYPES:
                yield Finding(entry.location, complaint(entry))


def complaint(entry: Node) -> str:
    """Say what is wrong with the value of `type`."""
    value = entry.value
    if not isinstance(value, str):
        return f"`type` is {kind_of(value)}, not the name of a type"
    if value in KEYWORDS:
        return f"`{value}` is no type but a keyword"
    if value.endswith("[]"):
        return f"`{value}` is no type; an array has `type: array` and `items`"
    return f"`{value}` is no type{did_you_mean(value, TYPES)}"
