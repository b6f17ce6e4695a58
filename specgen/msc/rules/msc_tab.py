"""Prose has no tabs.

Why: how wide they are depends on who looks; Markdown counts to the next multiple of four.

Bad: a list whose inner items are indented with a tab

Good: the same with blanks
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Edit, Finding

SEVERITY = Severity.INFO


def check(case: Case) -> Iterator[Finding]:
    """Yield the first tab of each line outside code."""
    proposal = case.proposal
    if "\t" not in proposal.prose:
        return
    for number, start in enumerate(proposal.starts):
        end = proposal.end_of(number)
        at = proposal.prose.find("\t", start, end)
        if at >= 0:
            line = proposal.text[start:end]
            edit = Edit(start, end, line.expandtabs(4)) if proposal.prose[start:end] == line else None
            yield Finding(at, "the line has a tab", edit)
