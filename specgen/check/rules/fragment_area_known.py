"""A news fragment stands in a folder that is no area of the changelog.

Why:
    towncrier does not look there, so the change is missing from the changelog.
Bad:
    changelogs/clientserver/newsfragments/12.feature
Good:
    changelogs/client_server/newsfragments/12.feature
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment in an unknown area."""
    known = subject.spec.change_areas
    for fragment in fragment_files(subject):
        if fragment.area not in known:
            hint = did_you_mean(fragment.area, known)
            yield Finding(fragment.place, f"`{fragment.area}` is no area of the changelog{hint}")
