"""A `pattern`, or a key of `patternProperties`, is no regular expression.

Why:
    Validators refuse the whole schema, or never apply the pattern.
Bad:
    pattern: "^[a-z"
Good:
    pattern: "^[a-z]"
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
# What ECMA 262 has and Python does not, or writes in another way: classes of Unicode, names of groups.
CLASS = re.compile(r"\\[pP]\{[^}]*\}|\\c[A-Za-z]")
NAMED = re.compile(r"\(\?<(?=[A-Za-z])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each pattern that cannot be read."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        for pattern, place in patterns(node):
            if trouble := complaint(pattern):
                yield Finding(place, f"`{pattern}` is no regular expression: {trouble}")


def patterns(node: Node) -> Iterator[tuple[str, Location]]:
    """Yield the patterns of one schema."""
    if isinstance(node.value.get("pattern"), str):
        yield node.value["pattern"], node.get("pattern").location
    yield from ((pattern, entry.location) for pattern, entry in node.get("patternProperties").items())


def complaint(pattern: str) -> str:
    """Say what is wrong with a pattern, or nothing."""
    try:
        re.compile(NAMED.sub("(?P<", CLASS.sub("x", pattern)))
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""
