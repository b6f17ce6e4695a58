"""A text has a character that nobody sees.

Why:
    It came with a copy; searches do not find the word, and identifiers that are copied do not work.
Bad:
    m.room.\u200bname
Good:
    m.room.name
"""

import re
from collections.abc import Iterator
from unicodedata import name

from specgen.check.blocks import texts
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
# The zero width joiner and the variation selectors are left out: emoji are made with them.
HIDDEN = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each character without a shape."""
    for text in texts(subject):
        if not text.text.isascii() or not text.text.isprintable():
            for match in HIDDEN.finditer(text.text):
                what = name(match[0], "control character").lower()
                yield Finding(text.at(match.start()), f"U+{ord(match[0]):04X} ({what}) is not to be seen")
