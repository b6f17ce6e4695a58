"""A sentence is indented so far that it is shown as code.

Why:
    Four blanks more than the text around make a block of code: the sentence does not wrap, and links in it are dead.
Bad:
    description: |
      The room is joined.

          The user is notified when that is done.
Good:
    description: |
      The room is joined.

      The user is notified when that is done.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import blocks, texts
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# Words in a row, from a capital to a full stop or the end; no signs that code has.
SENTENCE = re.compile(
    r"\s*(?:(?:[-*]|\d+\.) +)?(?:[A-Z][a-z]*|\ufffc+)"
    r"(?:[ \n]+(?:[\w'’-]+|\ufffc+|\[[^\]]*\]\ufffc+)[,;:.)]?){6,}[.:]?\s*"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each indented block that reads as text."""
    for text in texts(subject):
        if "\n\n    " in text.text:
            found = blocks(text.text)
            kinds = ["", *(block.kind for block in found), ""]
            for block, before, after in zip(found, kinds, kinds[2:], strict=False):
                # Between blocks of code it is a remark in a listing.
                if block.kind == "code" and "code" not in (before, after) and SENTENCE.fullmatch(block.text):
                    place = block.offset + len(block.text) - len(block.text.lstrip())
                    yield Finding(text.at(place), "this text is indented so far that it is shown as code")
