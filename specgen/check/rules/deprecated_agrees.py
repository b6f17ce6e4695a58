"""A description says that something is deprecated, and the data does not.

Why:
    The page marks what `deprecated: true` marks, and so does generated code; the word alone reaches neither.
Bad:
    description: "**Deprecated.** Use `b` instead."
Good:
    deprecated: true
    description: "**Deprecated.** Use `b` instead."
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.schema_objects import schema_objects
from specgen.check.walks import operations
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
# Only what a sentence about the thing itself begins with: a description may tell of other deprecated things.
SAYS = re.compile(
    r"(?:\A|\n\n)\s*[*_\[(]*(?:deprecated\b(?=[\]\s:.,!*_)]*(?:[.:!*\])]|$|in favou?r|since|as of|because|use\b))"
    r"|this (?:property|field|key|parameter|endpoint|api|event(?: type)?|method|header) (?:is|has been|was) (?:now )?deprecated\b)",
    re.I,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each schema, parameter and operation whose description says what `deprecated` does not."""
    for node in schema_objects(subject):
        yield from unmarked(node)
    for document in subject.of_kind("api"):
        for operation in operations(document):
            yield from unmarked(operation.node)
            for parameter in operation.node.get("parameters").elements():
                if not parameter.get("schema").get("deprecated").value:
                    yield from unmarked(parameter)


def unmarked(node: Node) -> Iterator[Finding]:
    """Yield a finding where the description begins with the word and `deprecated` is not there."""
    text = node.value.get("description") if isinstance(node.value, dict) else None
    match = SAYS.search(text) if isinstance(text, str) else None
    if match and isinstance(text, str) and "deprecated" not in node.value:
        offset = text.lower().index("deprecated", match.start())
        place = node.get("description")
        where = Location(place.path, place.pointer, None, offset)
        yield Finding(where, "the description says deprecated, but `deprecated: true` is not there")
