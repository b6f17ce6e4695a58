"""A line ends in blanks.

Why:
    Two blanks make a line break that nobody sees in the source; one is noise in the next difference.
Bad:
    Some text.··
Good:
    Some text.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.OFF
GRAIN = "file"
BLANKS = re.compile(r"(?<=\S)[ \t]+$", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the blanks at the end of each line, with the change that removes them where that is safe."""
    for text in subject.prose:
        for match in BLANKS.finditer(text.text):
            place = text.at(match.start() - 1)
            fix = Fix(place.path, match.start(), match.end(), "") if text.kind != "description" else None
            yield Finding(place, "line ends in blanks", (), fix)
