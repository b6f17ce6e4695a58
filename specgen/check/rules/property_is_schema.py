"""Something among the properties is no schema: a keyword slipped one level down.

Why:
    What was meant as a keyword becomes a property of that name, and what it says no longer holds.
Bad:
    properties:
      name: {type: string}
      required: [name]
Good:
    properties:
      name: {type: string}
    required: [name]
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.documents.vocabulary import KEYWORDS, kind_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each entry of `properties` that cannot be a schema."""
    for node in schema_objects(subject):
        for keyword in ("properties", "patternProperties"):
            for name, entry in node.get(keyword).items():
                if trouble := complaint(name, entry, keyword):
                    yield Finding(entry.location, trouble)


def complaint(name: str, entry: Node, keyword: str) -> str:
    """Say why an entry is no schema, or nothing."""
    if not isinstance(entry.value, dict | bool):
        hint = "; did the keyword slip one level down?" if name in KEYWORDS else ""
        return f"`{name}` among the `{keyword}` is {kind_of(entry.value)}, not a schema{hint}"
    if name in ("properties", "patternProperties") and holds_schemas(entry):
        return f"`{name}` among the `{keyword}` holds schemas, but is no schema; did it slip one level down?"
    if name in ("example", "examples", "default") and isinstance(entry.value, dict) and is_no_schema(entry):
        return f"`{name}` among the `{keyword}` is a value, not a schema; did the keyword slip one level down?"
    return ""


def is_no_schema(entry: Node) -> bool:
    """Tell whether a mapping has something in it and no keyword of a schema."""
    return bool(entry.value) and not KEYWORDS & entry.value.keys()


def holds_schemas(entry: Node) -> bool:
    """Tell whether a mapping has no keyword of a schema and schemas for values."""
    values = entry.value.values() if isinstance(entry.value, dict) else ()
    return bool(values) and not KEYWORDS & entry.value.keys() and all(isinstance(value, dict) for value in values)
