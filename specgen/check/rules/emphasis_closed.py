"""Text between stars is opened and not closed, or bold text has a blank inside its stars.

Why:
    The stars are shown as they are written.
Bad:
    **Note **that this is optional.
Good:
    **Note** that this is optional.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from specgen.check.rule import Finding
from specgen.check.texts.blocks import Block, words
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
STARS = re.compile(r"(?<![\\*])\*{2,3}(?!\*)")
# One star, or one of three, that stands at a word; a list's mark, a times sign and a star in quotes do not.
STAR = re.compile(
    r"(?<![\\*])(?!(?<=['\"“‘(])\*['\"”’)])(?:\*|\*{3})(?![*])(?:(?<=[^\s*]\*)|(?<=[^\s*]\*{3})|(?=\S))", re.S
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each star or pair of stars that makes nothing bold or italic."""
    for text, block in words(subject):
        if "*" in block.text and block.kind != "row":
            yield from single(text, block)
            yield from double(text, block)


def single(text: Prose, block: Block) -> Iterator[Finding]:
    """Yield a single star of a block where they are odd: the first that opens before another does, else the last."""
    marks = [match.start() for match in STAR.finditer(block.text)]
    if len(marks) % 2:
        opening = [mark for mark in marks if not block.text[max(0, mark - 1) : mark].strip()]
        twice = (one for one, other in pairwise(marks) if one in opening and other in opening)
        place = next(twice, marks[-1])
        yield Finding(text.at(block.offset + place), "`*` has no counterpart in this paragraph")


def double(text: Prose, block: Block) -> Iterator[Finding]:
    """Yield the last double star of a block where they are odd, and those with a blank inside."""
    marks = [match.start() for match in STARS.finditer(block.text)]
    if len(marks) % 2:
        yield Finding(text.at(block.offset + marks[-1]), "`**` has no counterpart in this paragraph")
        return
    for start, end in zip(marks[::2], marks[1::2], strict=True):
        inside = block.text[start + 2 : end]
        if inside != inside.strip():
            yield Finding(text.at(block.offset + start), f"blank inside the stars: `**{' '.join(inside.split(' '))}**`")
