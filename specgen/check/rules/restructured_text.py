"""Markup of reStructuredText is left over.

Why:
    Markdown shows it as it is written: roles, directives, links that end in an underscore, `#.` as a list's number.
Bad:
    See :ref:`pushers` and `Rooms`_.
Good:
    See [Pushers](#pushers) and [Rooms](#rooms).
"""

import re
from collections.abc import Iterator

from specgen.check.blocks import SPAN, texts, without_fences
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
LEFT_OVER = {
    "a role": re.compile(r"(?<![\w`:]):[a-z][\w-]*:`[^`\n]+`"),
    "a directive": re.compile(r"^[ \t]*\.\. (?:[\w-]+::|_[\w -]+:|\|[\w ]+\|).*$", re.M),
    "a link": re.compile(r"(?<!`)`[^`\n]+`__?(?![\w_`/])|\b[A-Z]\w+ <https?://[^>\s]+>`_"),
    "a list's number": re.compile(r"^[ \t]*#\. +\S", re.M),
    "a substitution": re.compile(r"(?<![\w|])\|[a-z][\w-]*\|_?(?![\w|])"),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each piece of reStructuredText."""
    for text in texts(subject):
        written = without_fences(text.text)
        for what, pattern in LEFT_OVER.items():
            if what == "a substitution" and "|_" not in written:
                continue
            for match in pattern.finditer(written):
                if what != "a link" or not inside_code(written, match.start()):
                    yield Finding(text.at(match.start()), f"`{' '.join(match[0].split())}` is {what} of reStructuredText")


def inside_code(text: str, offset: int) -> bool:
    """Tell whether what starts with a backtick here is in truth the end of a code span."""
    start = text.rfind("\n\n", 0, offset) + 1
    return any(match.start() < offset < match.start() + len(match[0]) for match in SPAN.finditer(text[start:]) if (match := match) and match.start() + start < offset < match.end() + start)
