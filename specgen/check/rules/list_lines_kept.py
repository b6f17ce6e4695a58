"""The items of a list run together into one paragraph.

Why:
    A folded block of YAML (`>`) joins its lines, so that a list in it becomes `… - one - two`.
Bad:
    description: >
      One of:
      - one
      - two
Good:
    description: |
      One of:
      - one
      - two
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import blocks
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
JOINED = re.compile(
    r"(?::|^)[ \t]+([-*]|1\.) (?=\S)[^\n]*?[^\n\ufffc] (?:\1|2\.) (?=\S)|\A([-*]|1\.) [^\n]*?[.;,)] (?:\2|2\.) (?=\S)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each list of a description whose items are in one line."""
    for text in subject.prose:
        if text.kind == "description" and (" - " in text.text or " * " in text.text or " 2. " in text.text):
            for block in blocks(text.text):
                match = JOINED.search(block.text) if block.kind in ("paragraph", "item") else None
                if match:
                    yield Finding(
                        text.at(block.offset + match.start(match.lastindex or 0)),
                        "items of a list run together in one line",
                    )
