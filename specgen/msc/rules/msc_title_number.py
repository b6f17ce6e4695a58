"""The number in the title is that of the file.

Why: who looks for a proposal by its number finds another one, and lists show it twice or not at all.

Bad: `# MSC1813: …` in `1812-….md`

Good: `# MSC1812: …` in `1812-….md`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR
NUMBER = re.compile(r"MSC[ #-]?(\d+)")


def check(case: Case) -> Iterator[Finding]:
    """Yield a title with the number of another file."""
    proposal = case.proposal
    for heading in proposal.headings:
        match = NUMBER.match(heading.text) if heading.level == 1 else None
        if match:
            if proposal.number and int(match[1]) != proposal.number:
                message = f"the title says MSC{match[1]}, the file's name {proposal.number}"
                yield Finding(proposal.starts[heading.line], message)
            return
