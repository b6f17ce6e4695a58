"""A picture that a proposal shows is in the repository.

Why: a proposal is not complete without it. Pictures belong into `proposals/images/`.

Bad: `![The flow](images/1234-flow.png)` without that file

Good: the same, with `proposals/images/1234-flow.png` in the pull request
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import file_of, target_of
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Finding]:
    """Yield pictures whose file is missing."""
    for link in case.proposal.links:
        path = file_of(target_of(link, case.proposal), case.proposal.path) if link.picture else ""
        if path in case.missing:
            yield Finding(link.start, f"there is no picture `{path}`")
