"""Markup of reStructuredText is left over.

Why:
    Markdown shows it as it is written: roles, directives, links that end in an underscore, `#.` as a list's number,
    a backslash between code and the letters that follow it.
Bad:
    See :ref:`pushers` and `Rooms`_.
Good:
    See [Pushers](#pushers) and [Rooms](#rooms).
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas
from specgen.check.texts.markdown import SPAN
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
# What it is, what every one of them has in it, and how it is written.
LEFT_OVER = {
    ("a role", ":`"): re.compile(r"(?<![\w`:]):[a-z][\w-]*:`[^`\n]+`"),
    ("a directive", ".. "): re.compile(r"^[ \t]*\.\. (?:[\w-]+::|_[\w -]+:|\|[\w ]+\|).*$", re.M),
    ("a list's number", "#. "): re.compile(r"^[ \t]*#\. +(?=\S)", re.M),
    ("a substitution", "|_"): re.compile(r"(?<![\w|])\|[a-z][\w-]*\|_(?![\w|])"),
}
# What follows code at once: `x`_ was a link, `x`\s many of them.
LINK_END = re.compile(r"\\?__?(?![\w`/-]|\.\w)")
ESCAPE = re.compile(r"\\[A-Za-z]\w*")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each piece of reStructuredText."""
    for text in texts(subject):
        written = without_formulas(text.text)
        for (what, sign), pattern in LEFT_OVER.items():
            for match in pattern.finditer(written) if sign in written else ():
                start = match.end() - len(match[0].lstrip())
                yield Finding(text.at(start), said(match[0], what))
        for match in SPAN.finditer(written) if "`_" in written or "`\\" in written else ():
            for what, pattern in (("a link", LINK_END), ("an escape", ESCAPE)):
                if len(match[1]) == 1 and (end := pattern.match(written, match.end())):
                    yield Finding(text.at(match.start()), said(match[0] + end[0], what))


def said(written: str, what: str) -> str:
    """Return the sentence about a piece of reStructuredText."""
    return f"{' '.join(written.split())} is {what} of reStructuredText"
