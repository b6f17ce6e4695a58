"""A footnote's mark has its text.

Why: without one, readers see the brackets.

Bad: `guests[^1]` with no line `[^1]: …`

Good: the same, with `[^1]: Who have no account.`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield marks without a text; words in brackets count only where there are footnotes, as they may be a pattern."""
    proposal = case.proposal
    for start, label in proposal.footnote_uses:
        plausible = label.isdigit() or (proposal.footnotes and label.replace("-", "").isalnum())
        if plausible and label not in proposal.footnotes:
            yield Finding(start, f"the footnote `{label}` has no text")
