"""A picture has a text for those who cannot see it.

Why: screen readers read it, and it is shown where the picture cannot be.

Bad: `![](images/1234-flow.png)`

Good: `![The client asks the server, which asks the provider](images/1234-flow.png)`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
ALT = re.compile(r"\salt\s*=", re.I)


def check(case: Case) -> Iterator[Finding]:
    """Yield pictures without a text."""
    for link in case.proposal.links:
        silent = (
            not link.text.strip() if link.kind == "image" else not ALT.search(case.proposal.text, link.start, link.end)
        )
        if link.picture and silent:
            yield Finding(link.start, f"the picture `{link.target}` has no text")
