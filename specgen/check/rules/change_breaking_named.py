"""Something breaks older clients or servers since the last release, and no news fragment names it.

Why:
    Who follows the older version has to change something, and learns it from the changelog or from an outage.
Bad:
    12.clarification: Fix various typos.   …where `refresh_token` became required in POST /_matrix/client/v3/refresh
Good:
    12.breaking: Require `refresh_token` in `POST /_matrix/client/v3/refresh`.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.change import Impact
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous", "changes")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each place that breaks, but what came and went as a whole; a tree without fragments has nothing to say."""
    if next(fragment_files(subject), None) is None:
        return
    seen = set()
    for judged, places in subject.told:
        change = judged.change
        whole = not change.path and not change.keyword
        if judged.impact == Impact.BREAKING and not places and not whole and change.location not in seen:
            seen.add(change.location)
            place = change.path.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
            what = f"`{place}` of `{change.subject}`" if place else f"`{change.subject}`"
            yield Finding(change.location, f"{what} breaks what was there (`{judged.judgement}`), named by no fragment")
