"""An `operationId` is no name that code can have.

Why:
    Generated code calls its functions so; blanks, dots and signs have to be replaced, and each tool does it its way.
Bad:
    operationId: get /profile
Good:
    operationId: getProfile
"""

import re
from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `operationId` with anything but letters, digits, hyphens and underscores."""
    for each in by_kind(subject).get("Operation", ()):
        name = each.node.get("operationId")
        if isinstance(name.value, str) and not re.fullmatch(r"[A-Za-z_][\w-]*", name.value):
            yield Finding(name.location, f"`{name.value}` is no name for a function")
