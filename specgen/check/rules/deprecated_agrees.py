"""The description of a schema says that it is deprecated, and the data does not.

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

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# What a paragraph about the thing itself begins with: a description may tell of other deprecated things.
BEGINS = r"(?:\A|\n\n)\s*[*_\[(]*deprecated\b(?=[\]*_)]*(?:[.:!,\]]|\s*$|\s+(?:in favou?r|since|as of|because|use)\b))"
# A sentence without a subject is about the thing itself too.
GOES_ON = r"(?<=[.!`'\"])\s+[*_(]*deprecated[*_)]*(?=\.|\s+in\s+favou?r\s+of\b)"
NOUNS = r"property|field|key|parameter|event(?: type)?|value|object|schema"
STATES = (
    rf"\bthis (?:{NOUNS}) (?:is|has been|was) (?:now )?[*_]*deprecated\b(?!\s+(?:if|when|for|with|on|in (?!favou?r)))"
)
SAYS = re.compile(f"{BEGINS}|{GOES_ON}|{STATES}", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each schema whose description says what `deprecated` does not."""
    for node in schema_objects(subject):
        yield from unmarked(node)


def unmarked(node: Node) -> Iterator[Finding]:
    """Yield a finding where the description begins with the word and `deprecated` is not there."""
    text = node.value.get("description") if isinstance(node.value, dict) else None
    match = SAYS.search(text) if isinstance(text, str) else None
    if match and isinstance(text, str) and not node.value.get("deprecated"):
        offset = text.lower().index("deprecated", match.start())
        place = node.get("description")
        where = Location(place.path, place.pointer, None, offset)
        yield Finding(where, "the description says deprecated, but `deprecated: true` is not there")
