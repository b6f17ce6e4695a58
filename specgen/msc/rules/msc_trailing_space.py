"""No line ends in blanks.

Why: they are not seen, and turn up as changes later. Two blanks that break a line inside a paragraph are meant.

Bad: a line of prose with one blank at its end

Good: the line without it
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Edit, Finding
from specgen.msc.text import ProposalText

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield the blanks at the ends of lines outside code."""
    proposal = case.proposal
    code = [(block.first, block.last) for block in proposal.blocks_of("fence", "code_block")]
    breaks = frozenset(line_breaks(proposal))
    for number, start in enumerate(proposal.starts):
        end = proposal.end_of(number)
        if proposal.text[end - 1 : end] in (" ", "\t") and end > start:
            kept = len(proposal.text[start:end].rstrip(" \t"))
            if number not in breaks and not any(first <= number < last for first, last in code):
                yield Finding(start + kept, "the line ends in blanks", Edit(start + kept, end, ""))


def line_breaks(proposal: ProposalText) -> Iterator[int]:
    """Yield the lines whose blanks at the end break them inside a paragraph."""
    for block in proposal.blocks_of("paragraph"):
        yield from (n for n in range(block.first, block.last - 1) if proposal.line(n).endswith("  "))
