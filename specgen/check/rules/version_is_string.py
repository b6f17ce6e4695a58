"""A version is written without quotes, so that it is read as a number.

Why:
    `1.10` is the number 1.1 then, and the page says so.
Bad:
    x-addedInMatrixVersion: 1.10
Good:
    x-addedInMatrixVersion: "1.10"
"""

import re
from collections.abc import Iterator

from specgen.check.documents.keys import Key, keys
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
VERSION = re.compile(r"x-\w*Version\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each version that is a number."""
    for key in keys(subject):
        value = key.node.value
        if isinstance(value, int | float) and not isinstance(value, bool) and is_version(key):
            yield Finding(key.node.location, f"`{key.name}` is the number {value}; a version is a text in quotes")


def is_version(key: Key) -> bool:
    """Tell whether a key is a keyword whose value is a version."""
    if key.name == "version":
        return key.node.pointer in ("/info/version", "/version")
    return not key.is_name and (key.name in ("openapi", "swagger") or bool(VERSION.match(key.name)))
