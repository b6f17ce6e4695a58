"""A text has a note that its author left for later, or text that only fills a place.

Why:
    It was meant to be replaced before anybody reads it. What is left to do belongs in an issue.
Bad:
    TODO: say what happens then.
Good:
    The server then forgets the room.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
NOTE = re.compile(r"\b(?:TODO|FIXME|TBD|TBC|CHANGEME|XXX(?=:)|[Ll]orem ipsum)\b(?![\w-])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each such note outside code."""
    for text, block in words(subject):
        if text.kind != "changelog":
            for match in NOTE.finditer(block.text):
                yield Finding(text.at(block.offset + match.start()), f"`{match[0]}` was left for later")
