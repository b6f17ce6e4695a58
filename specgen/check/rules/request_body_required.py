"""A request body may be left out by the data, although what it must hold is required.

Why:
    The standard takes `required` of a body for false when it is not there: generated code makes the body optional, and
    servers refuse the request.
Bad:
    requestBody:
      content: {application/json: {schema: {type: object, required: [events]}}}
Good:
    requestBody:
      required: true
      content: {application/json: {schema: {type: object, required: [events]}}}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import Object, by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each body that is not `required: true` and whose every schema requires properties."""
    for each in by_kind(subject).get("RequestBody", ()):
        required = each.node.get("required")
        if required.value is not True and demands(subject, each):
            place = required if "required" in each.node.value else each.node
            yield Finding(place.location, "this body is not `required: true`, but its schema requires properties")


def demands(subject: Subject, each: Object) -> bool:
    """Tell whether each kind of content of a body requires something."""
    schemas = [subject.expand(content.get("schema")) for _, content in each.node.get("content").items()]
    return bool(schemas) and all(isinstance(schema, dict) and bool(schema.get("required")) for schema in schemas)
