"""A page has no title.

Why:
    Its heading, its entry in the navigation and the title of the window are empty.
Bad:
    ---
    weight: 10
    ---
Good:
    ---
    title: Rooms
    weight: 10
    ---
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each page without a title."""
    for page in subject.spec.pages:
        if not page.title.strip():
            yield Finding(Location(page.location.path), "page has no `title`")
