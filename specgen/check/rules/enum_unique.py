"""A value occurs twice in one `enum`.

Why:
    JSON Schema asks for different values, generated code does not compile, and most often another value was meant.
Bad:
    enum: [join, leave, join]
Good:
    enum: [join, leave, ban]
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import dump
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value that its `enum` or `required` already has."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        for keyword in ("enum", "required", "type"):
            first: dict[str, Location] = {}
            for item in node.get(keyword).elements():
                text = dump(item.value)
                if text in first:
                    yield Finding(item.location, f"`{text}` is already in this `{keyword}`", (first[text],))
                first.setdefault(text, item.location)
