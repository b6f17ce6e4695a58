"""A `GET` or `HEAD` operation has a request body.

Why:
    HTTP gives such a body no meaning: proxies drop it, and many clients cannot send one.
Bad:
    get:
      requestBody: {content: {application/json: {schema: {type: object}}}}
Good:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
"""

from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each body where there should be none."""
    for each in endpoints(subject):
        if each.method in ("get", "head"):
            bodies = [node.get("in") for node in each.parameters if node.get("in").value in ("body", "formData")]
            if "requestBody" in each.node.value:
                bodies.append(each.node.get("requestBody"))
            for node in bodies:
                yield Finding(node.location, f"`{each.method.upper()}` has a request body")
