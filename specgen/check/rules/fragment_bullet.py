"""A news fragment starts with the mark of a list.

Why:
    The changelog makes a list item of each fragment; with a mark of its own it becomes a list in a list.
Bad:
    - Clarify how rooms are left.
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
BULLET = re.compile(r"\s*([-*+]\s+)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment that starts with a bullet."""
    for fragment in fragment_files(subject):
        match = BULLET.match(fragment.text)
        if match:
            fix = Fix(fragment.file.path, match.start(1), match.end(), "")
            yield Finding(fragment.at(match.start(1)), "fragment starts with the mark of a list", fix=fix)
