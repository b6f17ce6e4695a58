"""A list of error codes explains one code twice.

Why:
    One of the two is left over, or the two say different things.
Bad:
    `M_UNKNOWN`
    : Something went wrong.

    `M_UNKNOWN`
    : An unknown error.
Good:
    `M_UNKNOWN`
    : An unknown error.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.mentions import unfenced
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
# A code that stands alone in its line, as terms of a list of definitions do.
TERM = re.compile(r"^\**`(M_[A-Z0-9_]+)`\**:?[ \t]*\n(?=[ \t]*:?[ \t]*\S|\n: )", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each term that the same text has before."""
    for text in unfenced(subject):
        first: dict[str, Location] = {}
        for match in TERM.finditer(text.text) if text.kind != "description" and "`M_" in text.text else ():
            place = text.at(match.start(1))
            if first.setdefault(match[1], place) != place:
                yield Finding(place, f"`{match[1]}` is explained above already", (first[match[1]],))
