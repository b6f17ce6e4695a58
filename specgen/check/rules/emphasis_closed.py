"""Bold text is opened and not closed, or has a blank inside its stars.

Why:
    The stars are shown as they are written.
Bad:
    **Note **that this is optional.
Good:
    **Note** that this is optional.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
STARS = re.compile(r"(?<![\\*])\*\*(?!\*)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of stars that makes nothing bold."""
    for text, block in words(subject):
        if "**" not in block.text or block.kind == "row":
            continue
        marks = [match.start() for match in STARS.finditer(block.text)]
        if len(marks) % 2:
            yield Finding(text.at(block.offset + marks[-1]), "`**` has no counterpart in this paragraph")
            continue
        for start, end in zip(marks[::2], marks[1::2], strict=True):
            inside = block.text[start + 2 : end]
            if inside != inside.strip():
                yield Finding(
                    text.at(block.offset + start), f"blank inside the stars: `**{' '.join(inside.split(' '))}**`"
                )
