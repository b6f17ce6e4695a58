"""A line of prose has no more than 120 characters.

Why: reviewers comment on lines, and a diff shows whole ones. Addresses of links do not count, as they cannot be broken;
nor do tables, headings and code.

Bad: a paragraph that is one line of 400 characters

Good: the same paragraph on four lines
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Edit, Finding
from specgen.msc.text import Block, ProposalText
from specgen.msc.wrap import MOST, wrapped

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield each line that is too long and could be broken."""
    proposal = case.proposal
    for block in proposal.blocks_of("paragraph"):
        for number in range(block.first, block.last):
            if proposal.end_of(number) - proposal.starts[number] > MOST:
                yield from too_long(proposal, block, number)


def too_long(proposal: ProposalText, block: Block, number: int) -> Iterator[Finding]:
    """Yield a line that is too long even without its addresses."""
    start, end = proposal.starts[number], proposal.end_of(number)
    length = end - start - sum(stop - begin for begin, stop in proposal.urls if start <= begin < end)
    if length > MOST:
        broken = wrapped(proposal, block, number)
        if broken is not None:
            message = f"the line has more than {MOST} characters, addresses not counted"
            yield Finding(start + MOST, message, Edit(start, broken[0], broken[1]))
