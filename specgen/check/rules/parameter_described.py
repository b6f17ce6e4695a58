"""A parameter or header has no description.

Why:
    Its row in the table has a name and a type, and leaves the reader to guess.
Bad:
    - {in: query, name: limit, schema: {type: integer}}
Good:
    - {in: query, name: limit, schema: {type: integer}, description: The most results to return.}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each without a description of its own or of its schema; bodies of Swagger are described by their schema."""
    for kind in ("Parameter", "Header"):
        for each in by_kind(subject).get(kind, ()):
            said = {"description", "content"} & each.node.value.keys() or each.node.get("in").value == "body"
            if not said and each.node.get("schema").get("description").value is None:
                yield Finding(each.node.location, f"{kind.lower()} has no description")
