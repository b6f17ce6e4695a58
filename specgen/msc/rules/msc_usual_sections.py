"""The usual sections are there: Proposal, Potential issues, Alternatives, Unstable prefix, Dependencies.

Why: reviewers look for them. None is demanded; one that is missing may have been forgotten.

Bad: a proposal with new fields that does not say what they are called until it is accepted

Good: `## Unstable prefix` with a table of both names
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.headings import named
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.INFO
SECTIONS = {
    "Proposal": ("proposal", "proposed", "solution", "change"),
    "Potential issues": ("issue", "drawback", "disadvantage", "downside", "tradeoff", "trade-off", "problem"),
    "Alternatives": ("alternative", "considered", "rejected"),
    "Unstable prefix": ("unstable", "prefix"),
    "Dependencies": ("dependenc", "depends"),
}


def check(case: Case) -> Iterator[Finding]:
    """Yield the usual sections that a proposal of today's form does not have, in one finding."""
    sections = case.proposal.headings[1:]
    missing = [f"`{name}`" for name, words in SECTIONS.items() if not any(named(sections, *words))]
    if missing and case.current:
        yield Finding(0, f"no section {', '.join(missing)}")
