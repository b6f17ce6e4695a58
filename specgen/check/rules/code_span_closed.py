"""A backtick has no counterpart in its paragraph.

Why:
    The backtick is shown, and code and prose change places up to the next one.
Bad:
    Send `m.room.name to rename the room.
Good:
    Send `m.room.name` to rename the room.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
ALONE = re.compile(r"(?<![\\`])`+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each paragraph with a backtick that closes nothing."""
    for text, block in words(subject):
        if "`" in block.text and (match := ALONE.search(block.text)):
            yield Finding(text.at(block.offset + match.start()), "backtick has no counterpart in this paragraph")
