"""A news fragment is named after a pull request that was not merged since the last release.

Why:
    Its number is mistyped, or it belongs to a release that is already out.
Bad:
    changelogs/client_server/newsfragments/21.feature   …where #12 was merged
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
    """Yield each fragment whose pull request is not among the merged ones."""
    merged = {commit.pull_request for commit in subject.commits if commit.pull_request}
    for fragment in fragment_files(subject) if subject.commits else ():
        number = fragment.parts[0].lstrip("0")
        if number.isdigit() and number not in merged:
            hint = did_you_mean(number, merged, 0.7)
            yield Finding(fragment.place, f"pull request #{number} was not merged since the last release{hint}")
