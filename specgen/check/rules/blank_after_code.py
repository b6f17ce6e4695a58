"""A word is glued to a code span or a link.

Why:
    The blank between two words was lost.
Bad:
    the`m.room.name`event
Good:
    the `m.room.name` event
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas
from specgen.check.texts.markdown import SPAN
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
BEFORE = re.compile(r"(?<![A-Za-z/@:.])[A-Za-z]{2,}\Z")
AFTER = re.compile(r"(?!(?:s|es|ed|d|ing|able|th|st|nd|rd|ish)\b)[A-Za-z]{2,}")
# Words that people join to code on purpose.
JOINED = frozenset(("non", "pre", "un", "re", "sub"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code span with a letter right before it, or a word right behind it."""
    for text in texts(subject):
        if "`" not in text.text:
            continue
        written = without_formulas(text.text)
        for match in SPAN.finditer(written):
            before = BEFORE.search(written, max(0, match.start() - 20), match.start())
            after = AFTER.match(written, match.end())
            if before and before[0].lower() not in JOINED:
                yield Finding(text.at(before.start()), f"blank is missing between `{before[0]}` and code")
            elif after:
                yield Finding(text.at(match.end()), f"blank is missing between code and `{after[0]}`")
