"""A property has no description.

Why:
    The table on the page has an empty cell, and the reader has to guess.
Bad:
    device_id: {type: string}
Good:
    device_id: {type: string, description: The device that sent the request.}
"""

from collections.abc import Iterator

from specgen.check.documents.follow import group
from specgen.check.documents.together import described, own_properties, togethers
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each property that nothing describes: neither its schema nor what that refers to."""
    for each in togethers(subject):
        for name, nodes in own_properties(each):
            if not any(described(part) for part in group(subject, nodes)):
                yield Finding(nodes[-1].location, f"property `{name}` has no description")
