"""A quotation mark has no counterpart in its paragraph.

Why:
    The reader cannot tell where the quotation ends, and the typographer turns the marks the wrong way.
Bad:
    The room is called "the lobby.
Good:
    The room is called "the lobby".
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the last straight quotation mark where their number is odd, and curly ones that do not match."""
    for text, block in words(subject):
        if block.text.count('"') % 2 and block.kind != "row":
            yield Finding(text.at(block.offset + block.text.rindex('"')), '`"` has no counterpart in this paragraph')
        if block.text.count("“") != block.text.count("”"):
            first = min(place for mark in "“”" if (place := block.text.find(mark)) >= 0)
            yield Finding(text.at(block.offset + first), "quotation marks do not match in this paragraph")
