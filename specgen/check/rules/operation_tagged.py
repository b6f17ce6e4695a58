"""An operation has no tag, where the other operations of its API have one.

Why:
    Viewers of the bundle group operations by tag: this one stands apart under no name.
Bad:
    get: {operationId: getNotes}
Good:
    get: {operationId: getNotes, tags: [Notes]}
"""

from collections import Counter
from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each operation without tags in an API of which nine in ten operations have them."""
    every = Counter(each.folder for each in endpoints(subject))
    tagged = Counter(each.folder for each in endpoints(subject) if each.node.get("tags").value)
    for each in endpoints(subject):
        if not each.node.get("tags").value and tagged[each.folder] >= 0.9 * every[each.folder]:
            yield Finding(each.node.location, "operation has no tag, as others of this API have")
