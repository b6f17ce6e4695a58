"""A link by label has its definition.

Why: without one, readers see the brackets.

Bad: `[the login API][login]` with no line `[login]: …`

Good: the same, with `[login]: https://spec.matrix.org/v1.16/client-server-api/#login`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield links whose label nothing defines."""
    for link in case.proposal.links:
        if link.kind == "reference" and not link.defined and any(map(str.isalnum, link.target)):
            yield Finding(link.start, f"nothing defines the label `{link.target}`")
