"""The whole content of a code span stands in single quotes.

Why:
    Code is told by its looks; readers take the quotes for a part of the value.
Bad:
    A `'*'` stands for all rooms.
Good:
    A `*` stands for all rooms.
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
QUOTED = re.compile(r"'[^'\n]+'")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code span with quotes of its own."""
    for text in texts(subject):
        if "`'" in text.text:
            for match in SPAN.finditer(without_formulas(text.text)):
                if QUOTED.fullmatch(match[2]):
                    yield Finding(text.at(match.start()), f"{match[2]} is code and in quotes")
