"""Terms and what they mean are written as a list of definitions, and lack the colon that makes it one.

Why:
    Term and explanation run together into one line: "`public` Anyone may join." Readers no longer see where a term is.
Bad:
    `public`
    Anyone may join.

    `invite`
    Only who is invited may join.
Good:
    `public`
    : Anyone may join.

    `invite`
    : Only who is invited may join.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings, texts, without_fences
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# A code span alone in the first line of a paragraph, maybe behind a marker, and a sentence below it.
TERM = re.compile(r"(?:\A|\n[ \t]*\n)(?:\ufffc+[ \t]+)?(`[^`\n]+`)[ \t]*\n(?=(?:\ufffc+[ \t]+)?[A-Z])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first of the terms of each section; one alone may be meant as it is."""
    for text in texts(subject):
        if "`\n" in text.text:
            yield from first_terms(text)


def first_terms(text: Prose) -> Iterator[Finding]:
    """Yield the first term of each section that has several."""
    found = list(TERM.finditer(without_fences(text.text)))
    starts = [heading.offset for heading in headings(text.text)] if len(found) > 1 else []
    for _, group in groupby(found, lambda match: sum(start < match.start(1) for start in starts)):
        terms = list(group)
        if len(terms) > 1:
            place, rest = text.at(terms[0].start(1)), len(terms) - 1
            others = f"that of {rest} more below it" if rest > 1 else "that of the next one"
            yield Finding(place, f"the explanation of {terms[0][1]} lacks its `: `, and {others}")
