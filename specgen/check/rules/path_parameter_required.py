"""A parameter in the path is not marked as required.

Why:
    A path without one of its parts is another path: the standard demands `required: true`, and tables show it.
Bad:
    - {in: path, name: roomId, schema: {type: string}}
Good:
    - {in: path, name: roomId, required: true, schema: {type: string}}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each path parameter without `required: true`."""
    for each in by_kind(subject).get("Parameter", ()):
        required = each.node.get("required")
        if each.node.get("in").value == "path" and required.value is not True:
            place = required if "required" in each.node.value else each.node
            yield Finding(place.location, f"path parameter `{each.node.get('name').value}` is not `required: true`")
