"""Front matter does not stand at the very start of its file, or stands there twice, so that it is shown as text.

Why:
    Only `---` on the first line starts front matter; after a blank line it is a ruler, and the keys below are a
    paragraph of the page.
Bad:
    <!-- a note -->
    ---
    title: Rooms
    ---
Good:
    ---
    title: Rooms
    ---
    <!-- a note -->
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
KEYS = r"(?:title|linkTitle|type|weight|date|layout|outputs|headless|draft|version|description)"
LEAK = re.compile(
    rf"\A(?:\s|<!--.*?-->)*(?:(?:---|\+\+\+)[ \t]*\r?\n(?:\s*\n)*)?(?P<key>{KEYS})[ \t]*[:=][^\n]*\n"
    rf"(?:[ \t]*[\w-]+[ \t]*[:=][^\n]*\n|[ \t]+-[^\n]*\n|\s*\n)*?(?:---|\+\+\+)[ \t]*\r?$",
    re.S | re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first key of front matter that is part of a page's text."""
    for text in subject.prose:
        if text.kind != "description":
            match = LEAK.match(text.text)
            if match:
                place = Location(text.place.path, offset=match.start("key"))
                yield Finding(place, "this front matter is shown as text: it does not start on the first line")
