"""No two sections side by side have the same heading.

Why: a link to the second one is numbered, and changes when a third is put before it.

Bad: `### Errors` twice under `## Proposal`

Good: `### Errors when joining`, `### Errors when leaving`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield the headings that an earlier one of the same section has as well."""
    proposal = case.proposal
    way: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for heading in proposal.headings:
        way = [*way[: heading.level - 1], *[""] * (heading.level - 1 - len(way)), heading.text.lower()]
        if tuple(way) in seen and heading.level > 1:
            yield Finding(proposal.starts[heading.line], f"`{heading.text}` is already a heading of this section")
        seen.add(tuple(way))
