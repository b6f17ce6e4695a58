"""A document defines a security scheme that none of its operations asks for.

Why:
    It is left over, or an operation forgot its `security` and is shown as open to everybody.
Bad:
    paths: {/x: {get: {operationId: x}}}
    components: {securitySchemes: {accessTokenBearer: {type: http, scheme: bearer}}}
Good:
    paths: {/x: {get: {operationId: x, security: [{accessTokenBearer: []}]}}}
    components: {securitySchemes: {accessTokenBearer: {type: http, scheme: bearer}}}
"""

from collections.abc import Iterator

from specgen.check.documents.security import defined, required
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each security scheme in an API document itself that its operations do not use."""
    for document in subject.of_kind("api"):
        used = {name for name, _ in required(document)}
        for name, node in defined(subject, document):
            if name not in used and node.path == document.path:
                yield Finding(node.location, f"no operation of this document uses the security scheme `{name}`")
