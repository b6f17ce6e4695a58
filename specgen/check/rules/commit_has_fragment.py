"""A pull request was merged since the last release and has no news fragment.

Why:
    What it changed would be missing from the changelog.
Bad:
    Add rooms (#12)   …with nothing in changelogs/
Good:
    Add rooms (#12)   …with changelogs/client_server/newsfragments/12.feature
"""

from collections.abc import Iterator

from specgen.check.news.fragments import ROOT, fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each merged pull request that no fragment is named after."""
    numbers = {fragment.parts[0].lstrip("0") for fragment in fragment_files(subject)}
    for commit in subject.commits:
        number = commit.pull_request
        if number and number not in numbers:
            yield Finding(Location(f"{ROOT}pyproject.toml", line=1), f"`{commit.subject}` has no news fragment")
