"""A news fragment has a type that the changelog does not know.

Why:
    towncrier leaves it out without a word, so the change is missing from the changelog.
Bad:
    12.bugfix
Good:
    12.clarification
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment whose type is not configured."""
    known = [each.name for each in subject.spec.change_types]
    for fragment in fragment_files(subject):
        if known and fragment.type not in known:
            hint = did_you_mean(fragment.type, known)
            yield Finding(fragment.place, f"`{fragment.name}` has no known type{hint}: {', '.join(known)}")
