"""A link that shows a proposal's number leads to that proposal.

Why: one of the two is wrong, and a reader cannot know which.

Bad: `[MSC3903](https://github.com/matrix-org/matrix-spec-proposals/pull/3930)`

Good: `[MSC3903](https://github.com/matrix-org/matrix-spec-proposals/pull/3903)`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import proposal_number, target_of
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR
SHOWN = re.compile(r"\W*MSC[ #-]?(\d+)(?:\W*|:.*)\Z", re.DOTALL)


def check(case: Case) -> Iterator[Finding]:
    """Yield links whose text and target are about different proposals."""
    for link in case.proposal.links:
        shown = SHOWN.match(link.text) if not link.picture else None
        number = proposal_number(target_of(link, case.proposal)) if shown else 0
        if shown and number and int(shown[1]) != number:
            yield Finding(link.start, f"the link shows MSC{shown[1]} and leads to {number}")
