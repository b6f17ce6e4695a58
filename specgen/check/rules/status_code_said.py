"""The description of an operation says that it responds with a status code that its `responses` leave out.

Why:
    Generated code treats the response as unexpected, and the page has no table for it.
Bad:
    description: Servers respond with a 404 status code if there is none.   responses: {"200": {…}}
Good:
    description: Servers respond with a 404 status code if there is none.   responses: {"200": {…}, "404": {…}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.walks import operations
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
SAID = re.compile(
    r"\b(?:[Rr]espond|[Rr]eturn|[Rr]eject|[Ff]ail)(?:s|ed|ing)?\b[^.\n]{0,60}(?:\n[^.\n]{0,60})?"
    r"\b([345]\d\d)\b(?=`|\s+(?:HTTP\s+)?(?:status|error|response|code|`?M_))"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each status code that a description promises and no response has, not even by a range."""
    for document in subject.of_kind("api"):
        for operation in operations(document):
            known = operation.node.get("responses").value
            node = operation.node.get("description")
            for match in SAID.finditer(node.value) if isinstance(node.value, str) and isinstance(known, dict) else ():
                if not {match[1], f"{match[1][0]}XX", "default"} & {str(status) for status in known}:
                    place = Location(node.path, node.pointer, None, match.start(1))
                    yield Finding(place, f"`responses` has no `{match[1]}`")
