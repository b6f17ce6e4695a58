"""A news fragment is not UTF-8.

Why:
    Its letters come out wrong in the changelog.
Bad:
    Clarify caf� rooms.
Good:
    Clarify café rooms.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment with bytes that are no UTF-8, at the first of them."""
    for fragment in fragment_files(subject):
        try:
            fragment.file.data.decode("utf-8")
        except UnicodeDecodeError as error:
            yield Finding(fragment.at(error.start), "fragment is not UTF-8")
