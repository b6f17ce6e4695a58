"""A news fragment does not stand in `<area>/newsfragments/`.

Why:
    towncrier only reads that folder, so the change is missing from the changelog.
Bad:
    changelogs/client_server/12.feature
Good:
    changelogs/client_server/newsfragments/12.feature
"""

import re
from collections.abc import Iterator

from specgen.check.news.fragments import ROOT
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
IN_PLACE = re.compile(r"[^/]+/newsfragments")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each file that is named like a fragment and stands elsewhere."""
    types = {each.name for each in subject.spec.change_types}
    for file in subject.tree.under(ROOT):
        folder, _, name = file.path.removeprefix(ROOT).rpartition("/")
        parts = name.split(".")
        if len(parts) > 1 and parts[0].isdigit() and parts[1] in types and not IN_PLACE.fullmatch(folder):
            yield Finding(Location(file.path), "fragment stands outside of an area's `newsfragments/`")
