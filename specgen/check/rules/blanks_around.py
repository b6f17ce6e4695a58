"""A name starts or ends with a blank.

Why:
    Names are compared letter by letter: `"limit "` is not `limit`, and nobody sees why.
Bad:
    name: "limit "
Good:
    name: limit
"""

from collections.abc import Iterator

from specgen.check.documents.keys import Key, keys
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
NAMES = ("name", "in", "operationId", "type", "format", "title", "summary", "const", "$schema")
LISTS = ("required", "enum", "tags", "type")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each name and each key with a blank at its edge; paths have a rule of their own."""
    for key in keys(subject):
        if key.name != key.name.strip() and not key.name.startswith("/"):
            yield Finding(key.node.location, f"key `{key.name}` starts or ends with a blank")
        if not key.is_name:
            yield from (Finding(node.location, f"`{node.value}` starts or ends with a blank") for node in padded(key))


def padded(key: Key) -> Iterator[Node]:
    """Yield the names in the value of a keyword that have blanks at their edge."""
    nodes = [key.node] if key.name in NAMES else []
    if key.name in LISTS:
        nodes.extend(key.node.elements())
    for node in nodes:
        if (
            isinstance(node.value, str)
            and node.value != node.value.strip()
            and node.value.strip("\n") != node.value.strip()
        ):
            yield node
