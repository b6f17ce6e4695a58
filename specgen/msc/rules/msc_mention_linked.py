"""A proposal that is named is linked, at least once.

Why: a number says nothing to a reader; the link is the fastest way to what is meant.

Bad: `as MSC2674 describes`, with no link to it anywhere

Good: `as [MSC2674](https://github.com/matrix-org/matrix-spec-proposals/pull/2674) describes`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import MENTION, PULL, proposals_linked
from specgen.msc.rule import Case, Edit, Finding
from specgen.msc.text import ProposalText

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield the first mention of each proposal that nothing in the text links to."""
    proposal = case.proposal
    own = {int(number) for number in re.findall(r"MSC[ #-]?(\d+)", proposal.title)} | {proposal.number}
    known = proposals_linked(proposal) | own
    first: dict[int, re.Match[str]] = {}
    for match in MENTION.finditer(proposal.prose):
        number = int(match[1])
        if number not in known and not is_fixed(proposal, match.start()):
            first.setdefault(number, match)
    for number, match in first.items():
        edit = Edit(*match.span(), f"[{match[0]}]({PULL}{number})")
        yield Finding(match.start(), f"MSC{number} is named, but nowhere linked", edit)


def is_fixed(proposal: ProposalText, offset: int) -> bool:
    """Tell whether a place is inside a link, a heading or an HTML block, where no link can be put."""
    if any(link.start <= offset < link.end for link in proposal.links):
        return True
    held = proposal.blocks_of("heading", "html_block")
    ends = (*proposal.starts, len(proposal.text))
    return any(proposal.starts[each.first] <= offset < ends[each.last] for each in held)
