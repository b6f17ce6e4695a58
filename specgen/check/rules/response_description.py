"""A response has no description.

Why:
    The standard demands one, and the table of responses has an empty row.
Bad:
    "200":
      content: {}
Good:
    "200":
      description: The profile.
"""

from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.check.texts.near import nearest
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each response without the keyword, unless it is there misspelt."""
    for each in by_kind(subject).get("Response", ()):
        if "description" not in each.node.value and not nearest("description", each.node.value):
            yield Finding(
                each.node.location, f"response `{each.node.location.pointer.rpartition('/')[2]}` is not described"
            )
