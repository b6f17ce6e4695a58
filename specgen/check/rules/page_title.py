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

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
LATE = re.compile(r"[\s\ufeff]*---[ \t]*\n")
# Where the front matter cannot be read, that is the trouble.
UNREAD = ("front-matter-closed", "yaml-syntax", "yaml-duplicate-key", "toml-syntax")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each page without a title."""
    unread = {each.location.path for each in subject.loading if each.rule in UNREAD}
    unread |= {text.place.path for text in subject.prose if text.kind == "page" and LATE.match(text.text)}
    for page in subject.spec.pages:
        if not page.title.strip() and page.location.path not in unread:
            yield Finding(Location(page.location.path), "page has no `title`")
