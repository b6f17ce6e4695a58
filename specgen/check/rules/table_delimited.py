"""Rows of a table stand without the line of hyphens that makes them one.

Why:
    They are shown as lines of text with bars in it. Mostly the line was forgotten, or a blank line cut a table in two.
Bad:
    | Name | Type   |
    | `a`  | string |
Good:
    | Name | Type   |
    |------|--------|
    | `a`  | string |
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_spans
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
ROWS = re.compile(r"(?:(?<=\n\n)|\A)(?:[ \t]{0,3}\|[^\n]*\|[^\n]*\|[ \t]*(?:\n|\Z))+")
DELIMITER = re.compile(r"^[ \t]*\|?[ \t:]*-[-:| \t]*$", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first of the rows that are no table."""
    for text in texts(subject):
        if "|" in text.text:
            for match in ROWS.finditer(without_spans(text.text)):
                if not DELIMITER.search(match[0]):
                    place = match.start() + len(match[0]) - len(match[0].lstrip())
                    yield Finding(text.at(place), "rows of a table without the line of hyphens below its head")
