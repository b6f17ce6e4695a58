"""Headings go down one level at a time.

Why: contents and screen readers show a level that is left out as a gap.

Bad: `## Proposal`, then `#### Errors`

Good: `## Proposal`, then `### Errors`
"""

from collections.abc import Iterator
from itertools import pairwise

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield the headings that are more than one level below the one before."""
    proposal = case.proposal
    for above, heading in pairwise(each for each in proposal.headings if not each.nested):
        if heading.level > above.level + 1:
            message = f"`{heading.text}` has level {heading.level} after level {above.level}"
            yield Finding(proposal.starts[heading.line], message)
