"""A sentence starts with a small letter.

Why:
    Either the full stop before it is too much, or a word is missing.
Bad:
    The hash of the text. encoded as Base64.
Good:
    The hash of the text, encoded as Base64.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
SMALL = re.compile(r"([a-z]{2,}|[)\ufffc])\.\s+([a-z]{2,})\b(?!: )")
# Behind these a full stop does not end a sentence.
SHORT = frozenset(("etc", "eg", "ie", "vs", "incl", "al", "fka", "aka", "resp", "cf", "approx", "ca", "no"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each word in small letters behind a full stop."""
    for text, block in words(subject):
        if block.kind == "row" or ". " not in block.text:
            continue
        for match in SMALL.finditer(block.text):
            if match[1] not in SHORT and not block.text[: match.end(1)].endswith(("i.e", "e.g", "a.k.a")):
                yield Finding(text.at(block.offset + match.start(2)), f"`{match[2]}` starts a sentence")
