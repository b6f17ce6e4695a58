"""An operation has no `operationId`, or no `summary`.

Why:
    The bundle, generated code and links know an operation by its id; lists and search show its summary.
Bad:
    get:
      responses: {}
Good:
    get:
      operationId: getProfile
      summary: Get a profile
      responses: {}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.check.texts.near import nearest
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each operation without id or summary."""
    for each in by_kind(subject).get("Operation", ()):
        for keyword in ("operationId", "summary"):
            if keyword not in each.node.value and not nearest(keyword, each.node.value):
                yield Finding(each.node.location, f"operation has no `{keyword}`")
