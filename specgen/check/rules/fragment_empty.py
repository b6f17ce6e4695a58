"""A news fragment says nothing.

Why:
    The changelog would have an entry without a text.
Bad:
    (an empty file)
Good:
    Clarify how rooms are left.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment without a text."""
    for fragment in fragment_files(subject):
        if not fragment.text.strip():
            yield Finding(fragment.place, "fragment is empty")
