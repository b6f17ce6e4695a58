"""Something looks like a link and is none.

Why:
    Brackets and parentheses are shown as they are written. The parenthesis has to follow the bracket at once, and a
    target has no blanks in it.
Bad:
    See [Pushers] (#pushers) and (Rooms)[#rooms].
Good:
    See [Pushers](#pushers) and [Rooms](#rooms).
"""

import re
from collections.abc import Iterator

from specgen.check.blocks import SPAN, texts, without_formulas
from specgen.check.markdown import blank
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
TARGET = r"(?:#[\w-]+|/[\w-]+[\w/-]*(?:#[\w-]*)?|https?://[^\s()]+)"
WRONG = {
    "blank between text and target": re.compile(rf"\[[^\[\]\n]+\][ \t\n]+\({TARGET}\)"),
    "parentheses and brackets are swapped": re.compile(rf"\([^()\n]+\)\[{TARGET}\]"),
    "parenthesis is not closed": re.compile(rf"\]\({TARGET}(?=[\s.,;:]*(?:\n\s*\n|\Z))"),
    "bracket instead of the parenthesis": re.compile(rf"\]\[{TARGET}\]|\]\({TARGET}\]|\]\{{{TARGET}\}}"),
    "blank in the target": re.compile(r"\]\(#\w[\w-]*(?: [\w-]+)+\)|\]\(https?:// \S+\)"),
    "scheme is misspelt": re.compile(
        r"\]\((?:htt?ps?[:/][^/\s]\S*|https?//\S*|ht+ps?:/[^/\s]\S*|hhttps?:\S*|htp\S*)\)"
    ),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each place where a link was meant."""
    for text in texts(subject):
        if "[" not in text.text:
            continue
        quiet = SPAN.sub(lambda match: blank(match[0]).replace(" ", "x"), without_formulas(text.text))
        for trouble, pattern in WRONG.items():
            for match in pattern.finditer(quiet):
                written = text.text[match.start() : match.end()]
                yield Finding(text.at(match.start()), f"{trouble}: `{' '.join(written.split())}` is no link")
