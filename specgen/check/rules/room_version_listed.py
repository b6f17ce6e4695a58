"""A room version has a page but is not in the list, or not in the table, of room versions.

Why:
    Readers find room versions through the list; one that is missing there does not exist for them.
Bad:
    rooms/v12.md, and no [Version 12](/rooms/v12) on the page of room versions
Good:
    - [Version 12](/rooms/v12) - **Stable**.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.room_versions import room_versions
from specgen.diagnostic import Severity
from specgen.model.page import Page
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
LINK = re.compile(r"\]\((?:/[^()\s]*?rooms|\.?)/?v(\d+)/?[)#]")
TABLE = re.compile(r"^\|[^|\n]*\bVersion\b[^|\n]*((?:\|\s*\[?\d+\]?[^|\n]*)+)\|", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each room version that the overview leaves out."""
    known = room_versions(subject)
    index = next((page for page in subject.spec.pages if page.url == "/rooms/"), None)
    for place, listed in lists_of(index) if index and len(known) > 1 else ():
        for version in sorted(known.keys() - listed, key=int):
            if index:
                yield Finding(index.location, f"room version {version} is not in the {place} of room versions")


def lists_of(index: Page) -> Iterator[tuple[str, set[str]]]:
    """Yield the list, and the table where there is one, of an overview: what to call it and the versions in it."""
    yield "list", set(LINK.findall(index.body))
    for table in TABLE.finditer(index.body):
        yield "table", set(re.findall(r"\d+", table[1]))
