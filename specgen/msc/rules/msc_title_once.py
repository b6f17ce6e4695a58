"""A proposal has one heading of level 1: its title.

Why: the first one is taken for the title; the others are sections that contents and links show at the wrong level.

Bad: `# MSC1234: Room bans`, later `# Proposal`

Good: `# MSC1234: Room bans`, later `## Proposal`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield that there is no title, or each further one."""
    proposal = case.proposal
    titles = [each for each in proposal.headings if each.level == 1]
    if not titles:
        yield Finding(0, "there is no heading of level 1: a proposal begins with its title", None, case.form)
    for heading in titles[1:]:
        message = f"`{heading.text}` is a second heading of level 1: sections have level 2"
        yield Finding(proposal.starts[heading.line], message, None, case.form)
