"""A text says by hand when something was added, where a marker would.

Why:
    Markers look alike, link to the changelog, and are found by tools.
Bad:
    New in `v1.2`, the following errors can be returned.
Good:
    {{% added-in v="1.2" %}} The following errors can be returned.
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.markers import typed
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each version that a text names as the one that added or changed something."""
    for mention in typed(subject):
        yield Finding(mention.location, f"`{mention.text}` is typed by hand: a marker would link to the changelog")
