"""A section has something in it.

Why: an empty one leaves open whether there is nothing to say or somebody still has to.

Bad: `## Alternatives` and then the next heading

Good: `None considered.` below it
"""

from collections.abc import Iterator
from itertools import pairwise

from specgen.diagnostic import Severity
from specgen.msc.masks import without_comments
from specgen.msc.rule import Case, Finding
from specgen.msc.text import ProposalText

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield the headings that nothing follows, not even a deeper one."""
    proposal = case.proposal
    headings = [each for each in proposal.headings if not each.nested]
    for heading, following in pairwise((*headings, None)):
        if heading is None or heading.level == 1 or (following and following.level > heading.level):
            continue
        if not filled(proposal, heading.line, following.line if following else None):
            yield Finding(proposal.starts[heading.line], f"the section `{heading.text}` is empty")


def filled(proposal: ProposalText, line: int, following: int | None) -> bool:
    """Tell whether anything stands between the heading at a line and the next one."""
    after = next((block.last for block in proposal.blocks if block.first == line), line + 1)
    if after >= len(proposal.starts):
        return False
    end = proposal.starts[following] if following is not None else len(proposal.text)
    return bool(without_comments(proposal.text[proposal.starts[after] : end]).strip())
