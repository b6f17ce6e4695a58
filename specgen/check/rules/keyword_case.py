"""Half of a keyword of RFC 2119 is in capitals.

Why:
    `MUST not` is not the keyword `MUST NOT`: it may be read as "must, but not".
Bad:
    Clients MUST not send it.
Good:
    Clients MUST NOT send it.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
HALF = re.compile(
    r"\b(?:(?:MUST|SHOULD|SHALL)\s+not|(?:must|should|shall)\s+NOT|NOT\s+recommended|not\s+RECOMMENDED)\b"
)

LARGE = ("MUST", "SHOULD", "SHALL", "NOT", "RECOMMENDED")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each keyword of two words that differ in case."""
    for text, block in words(subject):
        for match in HALF.finditer(block.text) if any(word in block.text for word in LARGE) else ():
            yield Finding(text.at(block.offset + match.start()), f"`{' '.join(match[0].split())}` is half a keyword")
