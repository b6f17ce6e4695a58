"""An operation asks for a security scheme that its document does not define.

Why:
    Readers and tools cannot know how to authenticate; the bundle is not valid.
Bad:
    security: [{accessToken: []}]
    components: {securitySchemes: {accessTokenBearer: {type: http, scheme: bearer}}}
Good:
    security: [{accessTokenBearer: []}]
    components: {securitySchemes: {accessTokenBearer: {type: http, scheme: bearer}}}
"""

from collections.abc import Iterator

from specgen.check.documents.security import defined, required
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each security requirement that nothing defines."""
    for document in subject.of_kind("api"):
        known = {name for name, _ in defined(subject, document)}
        for name, node in required(document):
            if name not in known:
                hint = did_you_mean(name, known, 0.6)
                yield Finding(node.location, f"security scheme `{name}` is not defined in this document{hint}")
