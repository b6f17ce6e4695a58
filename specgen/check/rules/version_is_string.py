"""A version is written without quotes, so that it is read as a number.

Why:
    `1.10` is the number 1.1 then, and the page says so.
Bad:
    x-addedInMatrixVersion: 1.10
Good:
    x-addedInMatrixVersion: "1.10"
"""

from collections.abc import Iterator

from specgen.check.keys import keys
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each version that is a number."""
    for key in keys(subject):
        value = key.node.value
        if isinstance(value, int | float) and not isinstance(value, bool) and not key.is_name and is_version(key.name):
            if key.name != "version" or key.node.pointer in ("/info/version", "/version"):
                yield Finding(key.node.location, f"`{key.name}` is the number {value}; a version is a text in quotes")


def is_version(name: str) -> bool:
    """Tell whether a keyword's value is a version."""
    return name in ("version", "openapi", "swagger") or (name.startswith("x-") and name.endswith("Version"))
