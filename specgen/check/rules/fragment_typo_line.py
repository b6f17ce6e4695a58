"""A fragment about typing errors is not in the usual words.

Why:
    Fragments with the same words become one entry; with other words each gets a line of its own.
Bad:
    Fix typos.
Good:
    Fix various typos throughout the specification.
"""

import re
from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
CANONICAL = "Fix various typos throughout the specification."
TYPOS = re.compile(
    r"(?:Fix|Fixes|Fixed|Correct|Corrected)(?: (?:a|an|the|some|various|minor|small|few|several|multiple))* "
    r"(?:typo|typos|typographical errors?|spelling(?: mistakes| errors)?)"
    r"(?: (?:in|throughout|across) the (?:spec|specification))?\.?",
    re.I,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment that says nothing but that typing errors were mended, in words of its own."""
    for fragment in fragment_files(subject):
        text = fragment.text.strip()
        if text != CANONICAL and TYPOS.fullmatch(text):
            start = fragment.text.index(text)
            fix = Fix(fragment.file.path, start, start + len(text), CANONICAL)
            yield Finding(fragment.at(start), f"the usual words are `{CANONICAL}`", fix=fix)
