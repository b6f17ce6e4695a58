"""The description of an endpoint says that it needs authentication, or that it does not, and `security` disagrees.

Why:
    Generated clients send a token, or none, as `security` tells them; people do as the text tells them.
Bad:
    description: This endpoint does not require authentication.   security: [{accessTokenBearer: []}]
Good:
    description: This endpoint does not require authentication.
"""

import re
from collections.abc import Iterator

from specgen.check.documents.walks import operations
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
OPEN = re.compile(
    r"\b[Tt]his (?:endpoint|API|request)\s+(?:does\s+not|doesn't)\s+(?:require|need)"
    r"\s+(?:any\s+)?auth(?:entication|orization)\b"
    r"|\b[Nn]o\s+authentication\s+is\s+(?:required|needed)"
)
CLOSED = re.compile(
    r"\b[Tt]his (?:endpoint|API|request)\s+(?:requires|needs|must)\s+(?:be\s+)?(?:auth|an?\s+access\s+token)"
    r"|^(?:Requires|Needs)\s+auth|^Must\s+be\s+authenticated",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each operation whose description and `security` disagree."""
    for document in subject.of_kind("api"):
        everywhere = document.root.get("security").value
        for operation in operations(document):
            listed = operation.node.value.get("security", everywhere)
            security = listed if isinstance(listed, list) else []
            description = operation.node.get("description")
            text = description.text() or ""
            if security and {} not in security and OPEN.search(text):
                yield Finding(
                    description.location, "the text says that no authentication is needed, `security` asks for it"
                )
            elif not security and CLOSED.search(text):
                yield Finding(
                    description.location, "the text says that authentication is needed, `security` asks for none"
                )
