"""A title has no full stop and does not say that work goes on.

Why: it is shown in lists and in sentences; that a proposal is a draft is a state of its pull request.

Bad: `# MSC1234: Room bans.`, `# MSC1234: [WIP] Room bans`

Good: `# MSC1234: Room bans`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
UNFINISHED = re.compile(r"\bWIP\b|\[draft\]|\(draft\)", re.I)


def check(case: Case) -> Iterator[Finding]:
    """Yield a title with a full stop at its end, or one that says it is a draft."""
    proposal = case.proposal
    for heading in proposal.headings:
        if heading.level == 1:
            start = proposal.starts[heading.line]
            if re.search(r"(?<![.])\.\Z", heading.text):
                yield Finding(start, "the title ends in a full stop")
            if UNFINISHED.search(heading.text):
                yield Finding(start, "the title says that the proposal is a draft")
            return
