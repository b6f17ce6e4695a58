"""No two proposals have the same number.

Why: the number is how a proposal is found and named; of two with the same one, lists and pages show only one.

Bad: `proposals/4321-room-bans.md` beside `proposals/4321-knocking.md`

Good: each with the number of its own pull request
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding
from specgen.msc.text import NAME

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield that another file has the number."""
    own, number = case.proposal.path.rpartition("/")[2], case.proposal.number
    for name in sorted(case.neighbours - {own}):
        match = NAME.match(name)
        if number and match and int(match[1]) == number:
            yield Finding(0, f"`{name}` has the number {number} too")
