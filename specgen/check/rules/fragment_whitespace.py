"""A news fragment has blanks at its start, at a line's end, or two in a row.

Why:
    They were cleaned by hand before each release.
Bad:
      Clarify  how rooms are left.
Good:
    Clarify how rooms are left.
"""

import re
from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
BLANKS = re.compile(r"\A\s+|[ \t]+(?=\n|\Z)|(?<=\S)[ \t]{2,}(?=\S)|\r(?=\n)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each run of blanks that is too much."""
    for fragment in fragment_files(subject):
        for match in BLANKS.finditer(fragment.text):
            text = (
                " " if match.start() and match.end() < len(fragment.text) and fragment.text[match.end()] != "\n" else ""
            )
            fix = Fix(fragment.file.path, match.start(), match.end(), text)
            yield Finding(fragment.at(match.start()), "fragment has blanks that do not belong there", fix=fix)
