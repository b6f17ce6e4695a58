"""Content has no schema.

Why:
    Readers see an example at best, and generated code does not know what to expect.
Bad:
    content:
      application/json: {}
Good:
    content:
      application/json:
        schema: {type: object}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each media type without a schema, and Swagger responses that have examples and no schema."""
    for each in by_kind(subject).get("MediaType", ()):
        if "schema" not in each.node.value:
            yield Finding(each.node.location, "content has no `schema`")
    for each in by_kind(subject).get("Response", ()):
        if each.standard == "2" and "examples" in each.node.value and "schema" not in each.node.value:
            yield Finding(each.node.get("examples").location, "a response with examples has no `schema`")
