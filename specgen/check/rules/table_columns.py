r"""A row of a table has another number of cells than the table's head.

Why:
    Cells that are too many are not shown; a head whose line of hyphens has another number is no table at all. A `|`
    inside a cell needs a backslash, in code too.
Bad:
    | Name | Type |
    |------|------|
    | `a|b` | string |
Good:
    | Name | Type |
    |------|------|
    | `a\|b` | string |
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_fences
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
RULE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each row that does not fit its table."""
    for text in texts(subject):
        if "|" in text.text and "--" in text.text:
            yield from ragged(text)


def ragged(text: Prose) -> Iterator[Finding]:
    """Yield the rows of one text that do not fit: the line of hyphens, and those below."""
    offset, width, before = 0, 0, ""
    for line in without_fences(text.text).splitlines(keepends=True):
        row = line.strip(" \t>\n")
        place = text.at(offset + len(line) - len(line.lstrip(" \t>")))
        if width == 0 and "|" in line and "|" in before and RULE.match(line.rstrip("\n")):
            width = cells(before)
            if cells(row) != width:
                yield Finding(place, f"head has {width} cells, the line below it {cells(row)}: this is no table")
                width = 0
        elif width and "|" not in row:
            width = 0
        elif width and cells(row) != width:
            few = "too few" if cells(row) < width else "too many, which are not shown"
            yield Finding(place, f"row has {cells(row)} cells, its head {width}: {few}")
        before = row
        offset += len(line)


def cells(row: str) -> int:
    """Return how many cells a row has."""
    return len(re.findall(r"(?<!\\)\|", row.removeprefix("|").removesuffix("|" if not row.endswith("\\|") else ""))) + 1
