"""A proposal begins with its title: `# MSC1234: What it does`.

Why: lists of proposals, the status report and links from other proposals take the title from there.

Bad: `# Room bans`, `# MSC 1234 - Room bans`, or a paragraph before the title

Good: `# MSC1234: Room bans`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.masks import without_comments
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR
FORM = re.compile(r"MSC(?:\d+|[xX]{4}): \S")


def check(case: Case) -> Iterator[Finding]:
    """Yield a title of another form, or one that does not come first."""
    proposal = case.proposal
    first = next((each for each in proposal.headings if each.level == 1), None)
    if first is None:
        return
    start = proposal.starts[first.line]
    if not FORM.match(first.text):
        yield Finding(
            start, f"the title `{first.text}` does not begin with `MSC` and number, as `MSC1234: `", None, case.form
        )
    if without_comments(proposal.text[:start]).strip():
        yield Finding(start, "something stands before the title", None, case.form)
