"""A proposal begins with an introduction: what the problem is, and what is done about it.

Why: most readers read no more than that, and all decide there whether to go on.

Bad: `## Proposal` right after the title

Good: two or three paragraphs between the title and `## Proposal`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
LATER = ("proposal", "proposed", "solution", "detail")


def check(case: Case) -> Iterator[Finding]:
    """Yield that nothing stands between the title and the proposal itself."""
    proposal = case.proposal
    if len(proposal.headings) < 2 or proposal.headings[0].level != 1:
        return
    title, first = proposal.headings[:2]
    first_line = next((block.last for block in proposal.blocks if block.first == title.line), title.line + 1)
    between = proposal.prose[proposal.starts[first_line] : proposal.starts[first.line]]
    if not between.strip() and first.text.lower().startswith(LATER):
        yield Finding(proposal.starts[title.line], f"there is no introduction before `{first.text}`")
