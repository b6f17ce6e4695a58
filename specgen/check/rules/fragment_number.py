"""A news fragment is not named after a pull request.

Why:
    The changelog links each entry to its pull request; the name of the file is where its number comes from.
Bad:
    fix-login.clarification
Good:
    1234.clarification
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment whose name does not start with a number, or with zeros before it."""
    for fragment in fragment_files(subject):
        number = fragment.parts[0]
        if not number.isdigit() or number.startswith("0"):
            yield Finding(fragment.place, f"`{fragment.name}` does not start with the number of a pull request")
