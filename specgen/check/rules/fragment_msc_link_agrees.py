"""The link of an MSC in a news fragment leads to another one.

Why:
    Readers land on the wrong proposal.
Bad:
    [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/1243)
Good:
    [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/1234)
"""

import re
from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
LINK = re.compile(r"\[MSC ?(\d+)\]\(https?://[^)\s]*/(?:pull|issues)/(\d+)[^)\s]*\)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link whose number is not that of its text."""
    for fragment in fragment_files(subject):
        for match in LINK.finditer(fragment.text):
            if match[1] != match[2]:
                yield Finding(fragment.at(match.start(2)), f"`MSC{match[1]}` links to number {match[2]}")
