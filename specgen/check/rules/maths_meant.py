r"""Escaped brackets make a formula of something that is none.

Why:
    Between `\[` and `\]`, and between `\(` and `\)`, everything is TeX: words lose their blanks, and a list of
    names is set in italics.
Bad:
    the chain \[M0, S1, M2\] of events
Good:
    the chain [M0, S1, M2] of events
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_fences
from specgen.check.texts.markdown import SPAN, blank
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
FORMULA = re.compile(r"(?<!\\)\\(?:\[((?:(?!\n\s*\n).)*?)\\\]|\(((?:(?!\n\s*\n).)*?)\\\))", re.S)
# What formulas are made of and brackets in prose are not: commands, sub- and superscripts, signs between names.
TEX = re.compile(r"\\[A-Za-z{}|,;]|[\^_=+<>|]|\A\s*[A-Za-z]\s*\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each formula without a sign of TeX, in texts that have few that are TeX."""
    for text in texts(subject) if subject.spec.settings.maths else ():
        if "\\[" not in text.text and "\\(" not in text.text:
            continue
        quiet = SPAN.sub(lambda match: blank(match[0]), without_fences(text.text))
        found = list(FORMULA.finditer(quiet))
        plain = [match for match in found if not TEX.search(match[1] or match[2] or "")]
        for match in plain if len(plain) * 2 > len(found) else ():
            words = " ".join(match[0].split())
            yield Finding(text.at(match.start()), f"`{words}` is shown as a formula")
