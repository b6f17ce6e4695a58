"""A text, a section of it or a paragraph before another one ends in the middle of a sentence.

Why:
    The rest was forgotten or cut off, and with it maybe what mattered.
Bad:
    description: Used to tell that more information is required,
Good:
    description: Used to tell that more information is required, as a list of flows.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from specgen.check.rule import Finding
from specgen.check.texts.blocks import Block, blocks, texts
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# Words that something has to follow; "in", "for" and "with" may end a sentence.
OPEN = (
    "the|an?|and|or|but|is|are|was|were|be|been|that|which|who|whose|if|as|when|because|will|must|should|can|may|has|have|"
    "not|their|its|this|each|every|between|into|than"
)
# What a sentence ends with, or what is no word; marks of emphasis come behind it.
WHOLE = (".", ":", ";", "!", "?", ")", "\ufffc", "|", "]", '"')
STARTS = re.compile(r"\s*[A-Z][a-z]+ [a-z]")
CUT = re.compile(rf"(?:(?<![\w./`-])(?:{OPEN})|[\w)\ufffc]+[,(])[\s*_]*\Z", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the last word of each text or section that cannot be the last of a sentence."""
    for text in texts(subject):
        for block, after in pairwise((*blocks(text.text), Block("heading", "", len(text.text)))):
            end = block.offset + len(block.text)
            last = after.kind == "heading" or (after.kind == "paragraph" and STARTS.match(after.text) is not None)
            ends = last and block.kind in ("paragraph", "item")
            ends = ends and not block.text.rstrip("*_ \n").endswith(WHOLE)
            if ends and (cut := CUT.search(block.text[-60:])) and not text.text[end : after.offset].strip():
                start = max(block.offset, end - 60) + cut.start()
                yield Finding(text.at(start), f"nothing follows `{text.text[start:end].strip()}`")
