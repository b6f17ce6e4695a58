"""A keyword of a schema has a value of the wrong kind.

Why:
    A list where a mapping belongs, or `required: true` where the names belong, says nothing to any tool.
Bad:
    type: object
    properties:
      name: {type: string, required: true}
Good:
    type: object
    properties:
      name: {type: string}
    required: [name]
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.documents.vocabulary import SHAPES, fits, kind_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
# `text-not-empty` speaks of those that are null.
TEXTS = ("description", "title")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each keyword whose value cannot be meant."""
    for node in schema_objects(subject):
        for key, value in node.value.items():
            if not fits(key, value) and not (value is None and key in TEXTS):
                yield Finding(node.get(key).location, complaint(key, value))


def complaint(key: str, value: object) -> str:
    """Say what is wrong with a keyword's value."""
    wanted = SHAPES[key]
    if key == "required" and isinstance(value, bool):
        return "`required` lists the names of properties in the schema that has them; it is no property's own keyword"
    found = kind_of(value)
    if isinstance(value, list) and wanted.startswith("list"):
        found = "a list of something else"
    return f"`{key}` is {found}; it has to be a {wanted}"
