"""Front matter does not stand at the very start of its file, stands there twice, or lacks its lines, and is shown.

Why:
    Only `---` on the first line starts front matter; after a blank line it is a ruler, and the keys below are a
    paragraph of the page. So are keys that were left when the lines around them were removed.
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
GRAIN = "file"
KEYS = r"(?:title|linkTitle|type|weight|date|layout|outputs|headless|draft|version|description)"
LEAK = re.compile(
    rf"\A(?:\s|<!--.*?-->)*(?:(?:---|\+\+\+)[ \t]*\r?\n(?:\s*\n)*)?(?P<key>{KEYS})[ \t]*[:=][^\n]*\n"
    rf"(?:[ \t]*[\w-]+[ \t]*[:=][^\n]*\n|[ \t]+-[^\n]*\n|\s*\n)*?(?:---|\+\+\+)[ \t]*\r?$",
    re.S | re.M,
)
# Keys and nothing else, as the first paragraph of a file that has no front matter.
ALONE = re.compile(
    rf"\A(?:<!--.*?-->\s*)*(?P<key>{KEYS})[ \t]*[:=][^\n]*\n(?:{KEYS}[ \t]*[:=][^\n]*\n)*[ \t]*\r?(?:\n|\Z)", re.S
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first key of front matter that is part of a page's text."""
    for text in subject.prose:
        if text.kind != "description":
            match = LEAK.match(text.text) or ALONE.match(text.text)
            if match:
                place = Location(text.place.path, offset=match.start("key"))
                yield Finding(place, "this front matter is shown as text: only `---` on the first line starts it")
