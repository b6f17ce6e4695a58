"""A line looks like an item of a list and is part of the paragraph above it.

Why:
    A line that is indented by four or more goes on with the paragraph, and so does a number other than 1 right below a
    text: the mark shows in the middle of a sentence.
Bad:
    One of:
        - one
        - two
Good:
    One of:

    - one
    - two
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|:)[ \t]")
TOO_DEEP = re.compile(r"(?: {4,}|\t+)((?:[-*+]|\d{1,2}[.)]) +)(?=\S)")
NOT_FIRST = re.compile(r" {0,3}((?:0|[2-9]|\d\d)[.)] +)(?=\S)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each first line of a list that is none."""
    for text in texts(subject):
        yield from swallowed(text)


def swallowed(text: Prose) -> Iterator[Finding]:
    """Yield the lines of one text that a paragraph outside of lists swallows."""
    offset, before, listed = 0, "", False
    for line in without_formulas(text.text).splitlines(keepends=True):
        if ITEM.match(line):
            pattern = TOO_DEEP if line.startswith(("    ", "\t")) else NOT_FIRST if before.endswith(":") else None
            match = pattern.match(line) if pattern and before and not listed else None
            if match:
                yield Finding(text.at(offset + match.start(1)), f"`{match[1].strip()}` starts no item here")
            listed = True
        elif line.strip() and not line.startswith((" ", "\t")):
            listed = listed and bool(before)
        before = line.strip()
        if before.startswith(("#", "|", "<")):
            before, listed = "", False
        offset += len(line)
