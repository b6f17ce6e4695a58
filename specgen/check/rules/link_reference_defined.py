"""A link refers to a definition that is not there.

Why:
    The brackets are shown as they are written, and nothing is linked.
Bad:
    See [the grammar][grammar].
Good:
    See [the grammar][grammar].

    [grammar]: /appendices#grammar
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas
from specgen.check.texts.markdown import REFERENCE, SPAN, blank
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
USE = re.compile(r"(?<![\\\]\w])\[([^\[\]\n]+(?:\n[^\[\]\n]+)?)\]\[([^\[\]\n]*)\](?![\[(])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `[text][name]` whose name no line of the text defines."""
    for text in texts(subject):
        if "][" not in text.text:
            continue
        written = without_formulas(text.text)
        defined = {key(match[1]) for match in REFERENCE.finditer(written)}
        quiet = SPAN.sub(lambda match: blank(match[0]) if "[" in match[0] or "]" in match[0] else match[0], written)
        for match in USE.finditer(quiet):
            name = match[2] or match[1]
            if key(name) not in defined and re.search(r"[A-Za-z]{2}", name):
                yield Finding(text.at(match.start()), f"`[{name}]` is not defined in this text")


def key(name: str) -> str:
    """Return what definitions are found by: case and blanks make no difference."""
    return " ".join(name.split()).casefold()
