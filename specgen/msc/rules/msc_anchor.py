"""A link to a place in the proposal itself leads to one.

Why: headings are reworded, and links to them are not. A heading's id is its text in lower case, with hyphens for blanks
and without punctuation, as GitHub makes it.

Bad: `[below](#alternatives-1)` with one heading `Alternatives`

Good: `[below](#alternatives)`
"""

from collections.abc import Iterator
from urllib.parse import unquote

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR
# What GitHub puts before ids, and the ids that it gives to footnotes.
OWN = ("user-content-", "fn-", "fnref-")


def check(case: Case) -> Iterator[Finding]:
    """Yield links to ids that the proposal does not have."""
    proposal = case.proposal
    known = {each.lower() for each in proposal.anchors}
    for link in proposal.links:
        name = unquote(link.target[1:]).lower() if link.target.startswith("#") and link.kind != "reference" else ""
        plain = name.removeprefix("user-content-")
        if name and plain not in known and plain != "top" and not plain.startswith(OWN):
            yield Finding(link.start, f"no heading has the id `{link.target}`")
