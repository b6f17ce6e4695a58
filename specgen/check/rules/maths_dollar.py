"""A letter stands between dollar signs, as formulas do elsewhere.

Why:
    Dollar signs are shown as they are written: here nothing makes a formula of what is between them.
Bad:
    Sort $X$ into a list.
Good:
    Sort *X* into a list.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
FORMULA = re.compile(r"(?<![\w$])\$(?:[A-Za-z]|[^\s$]*[\\^_{=][^$\n]*)\$(?![\w$])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each formula between dollar signs."""
    for text, block in words(subject):
        if block.text.count("$") > 1:
            for match in FORMULA.finditer(block.text):
                yield Finding(text.at(block.offset + match.start()), f"`{match[0]}` is shown with its dollar signs")
