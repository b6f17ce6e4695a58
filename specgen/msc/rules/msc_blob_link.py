"""A proposal is linked by its pull request, not by its file.

Why: the discussion and the state of a proposal are there; files are renamed. A link to a section of the file is meant.

Bad: `https://github.com/matrix-org/matrix-spec-proposals/blob/main/proposals/2674-event-relationships.md`

Good: `https://github.com/matrix-org/matrix-spec-proposals/pull/2674`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import FILE
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.INFO


def check(case: Case) -> Iterator[Finding]:
    """Yield links to files of proposals."""
    proposal = case.proposal
    for start, end in proposal.urls:
        match = FILE.match(proposal.text[start:end])
        if match:
            yield Finding(start, f"the link leads to the file of MSC{match[1]}, not to its pull request")
