"""A link to a file of the repository leads to one.

Why: files are renamed while a proposal is written, and links to them are not.

Bad: `[the other half](1235-other-half.md)` without that file

Good: a link to the pull request, or to a file that is there
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.addresses import file_of
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Finding]:
    """Yield links whose file is missing."""
    for link in case.proposal.links:
        if link.kind in ("link", "a", "definition"):
            path = file_of(link.target, case.proposal.path)
            if path in case.missing:
                yield Finding(link.start, f"there is no file `{path}`")
