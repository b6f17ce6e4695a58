"""What follows the type in a fragment's name is no counter.

Why:
    Only a number tells several fragments of one pull request apart; a file extension is a leftover.
Bad:
    12.clarification.rst
Good:
    12.clarification.2
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment with something else than one number after its type."""
    for fragment in fragment_files(subject):
        rest = fragment.parts[2:]
        if rest and not (len(rest) == 1 and rest[0].isdigit()):
            yield Finding(fragment.place, f"`.{'.'.join(rest)}` after the type is no counter")
