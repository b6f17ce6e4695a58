"""A string plainly holds an identifier whose format exists, and does not say so.

Why:
    The format links the reader to the grammar and lets tools validate; where most properties of a name have it, one
    without looks like something else.
Bad:
    user_id: {type: string, description: The user ID., example: "@alice:example.org"}
Good:
    user_id: {type: string, format: mx-user-id, description: The user ID., example: "@alice:example.org"}
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import string_formats
from specgen.check.rule import Finding
from specgen.check.texts.identifiers import BY_NAME, TITLES, looks_like
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each string whose name or example has the form of a format that it does not have."""
    known = string_formats(subject)
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if node.value.get("type") == "string" and not node.value.keys() & {"format", "enum", "const"}:
            meant = called_for(node)
            if meant in known and "pattern" not in node.value:
                yield Finding(node.location, f"a {TITLES[str(meant)]} without `format: {meant}`")


def called_for(node: Node) -> str | None:
    """Return the format that a schema's example, or its property's name, calls for."""
    example = node.value.get("example", node.value.get("x-example"))
    tokens = node.pointer.split("/")
    named = tokens[-1] if len(tokens) > 1 and tokens[-2] == "properties" else ""
    if isinstance(example, str):
        found = looks_like(example)
        return found if (found and found != "mx-event-id") or BY_NAME.get(named) == found else None
    return BY_NAME.get(named) if named != "sender" else None
