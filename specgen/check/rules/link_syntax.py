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

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_spans
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
TARGET = r"(?:#[\w-]+|/[\w-]+[\w/-]*(?:#[\w-]*)?|https?://[^\s()]+)"
# What is wrong, how it goes on behind the first bracket or parenthesis, and which that is.
WRONG = {
    "blank between text and target": (re.compile(rf"\][ \t\n]+\({TARGET}\)"), "["),
    "parentheses and brackets are swapped": (re.compile(rf"\)\[{TARGET}\]"), "("),
    "parenthesis is not closed": (re.compile(rf"\]\({TARGET}(?=[\s.,;:]*(?:\n\s*\n|\Z))"), "["),
    "bracket instead of the parenthesis": (re.compile(rf"\](?:\[{TARGET}\]|\({TARGET}\]|\{{{TARGET}\}})"), "["),
    "blank in the target": (re.compile(r"\]\((?:#\w[\w-]*(?: [\w-]+)+|/[\w/-]* #[\w-]+|https?:// \S+)\)"), "["),
    "text in brackets is missing": (re.compile(r"(?<=[\w`]) \((?:/[\w-]+)+/?#[\w-]+\)"), ""),
    "brackets are doubled": (re.compile(rf"\]\]\({TARGET}\)"), "[["),
    "scheme is misspelt": (re.compile(r"\]\((?:ht+ps?[:/][^/\s]|https?//|ht+ps?:/[^/\s]|hhttps?:|htp)[^\s)]*\)"), "["),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each place where a link was meant."""
    for text in texts(subject):
        if "[" not in text.text and "(/" not in text.text:
            continue
        quiet = without_spans(text.text)
        for trouble, (pattern, opening) in WRONG.items():
            for match in pattern.finditer(quiet):
                start = quiet.rfind(opening, 0, match.start()) if opening else match.start() + 1
                if (0 <= start < match.start() - 1 or not opening) and "\n\n" not in quiet[start : match.start()]:
                    written = " ".join(text.text[start : match.end()].split())
                    yield Finding(text.at(start), f"{trouble}: `{written}` is no link")
