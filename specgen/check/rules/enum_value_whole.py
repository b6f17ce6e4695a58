"""A value of an `enum` is two values in one: something between them is missing.

Why:
    Nobody sends both in one string, and tools reject each of them alone.
Bad:
    enum: ["decimal emoji"]
Good:
    enum: ["decimal", "emoji"]
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
NAME = r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*"
SEVERAL = re.compile(rf"{NAME}(?:\s*,\s*|\s+){NAME}(?:[\s,]+{NAME})*")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is made of several names, where no other value is."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if "enum" in node.value:
            found = [item for item in node.get("enum").elements() if is_several(item.value)]
            for item in found if len(found) == 1 else ():
                yield Finding(item.location, f"`{item.value}` is more than one value")


def is_several(value: object) -> bool:
    """Tell whether a value is a text of several names."""
    return isinstance(value, str) and SEVERAL.fullmatch(value) is not None
