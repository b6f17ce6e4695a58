"""Links lead to where things are now.

Why: the repository of proposals was called `matrix-doc`, the specification was at `matrix.org/docs/spec`. Redirects
work, for as long as somebody keeps them.

Bad: `https://github.com/matrix-org/matrix-doc/pull/1234`

Good: `https://github.com/matrix-org/matrix-spec-proposals/pull/1234`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Edit, Finding

SEVERITY = Severity.INFO
REPOSITORY = re.compile(r"https?://(?:www\.)?github\.com/matrix-org/matrix-doc(?=[/#?]|\Z)")
# What has kept its place in the repository when that was renamed: pull requests, and proposals on its trunk.
KEPT = re.compile(r"/pull/\d+|/blob/(?:main|master|old_master)/proposals/")
SPEC = re.compile(r"https?://(?:www\.)?matrix\.org/(?:docs/spec|speculator)(?=[/#?]|\Z)")
NOW = "https://github.com/matrix-org/matrix-spec-proposals"


def check(case: Case) -> Iterator[Finding]:
    """Yield addresses that lead to old places."""
    proposal = case.proposal
    for start, end in proposal.urls:
        url = proposal.text[start:end]
        old = REPOSITORY.match(url)
        if old:
            edit = Edit(start, start + old.end(), NOW) if KEPT.match(url, old.end()) else None
            yield Finding(start, "`matrix-doc` is now `matrix-spec-proposals`", edit)
        elif SPEC.match(url):
            yield Finding(start, "the specification has moved to `spec.matrix.org`")
