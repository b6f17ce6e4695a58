"""A description, summary or title is empty.

Why:
    Somebody meant to write something there; the page shows a gap.
Bad:
    description: ""
Good:
    description: The user's display name.
"""

from collections.abc import Iterator

from specgen.check.documents.keys import keys
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each text that is null or all blanks, where it is a keyword."""
    for key in keys(subject):
        if key.name in ("description", "summary", "title") and not key.is_name:
            value = key.node.value
            if value is None or (isinstance(value, str) and not value.strip()):
                yield Finding(key.node.location, f"`{key.name}` is empty")
