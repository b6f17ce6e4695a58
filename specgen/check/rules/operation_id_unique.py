"""Two operations of one API have the same `operationId`.

Why:
    The bundle of the API is not valid then, and generated code has two functions of one name.
Bad:
    /a: {get: {operationId: getIt}}
    /b: {get: {operationId: getIt}}
Good:
    /a: {get: {operationId: getA}}
    /b: {get: {operationId: getB}}
"""

from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `operationId` that the same API has already."""
    seen: dict[tuple[str, str], Node] = {}
    for each in endpoints(subject):
        name = each.node.get("operationId")
        if isinstance(name.value, str):
            first = seen.setdefault((each.folder, name.value.strip()), name)
            if first.location != name.location:
                message = f"`{name.value}` is already the `operationId` of another operation"
                yield Finding(name.location, message, (first.location,))
