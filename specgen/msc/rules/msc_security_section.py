"""A proposal has a section about security, be it to say that there is nothing to say.

Why: the process asks for it since September 2024, so that somebody has thought about it and can be held to it.

Bad: no heading with the word

Good: `## Security considerations`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.headings import named
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield that no heading speaks of security."""
    if not any(named(case.proposal.headings, "security")):
        yield Finding(0, "there is no section `Security considerations`", None, case.form)
