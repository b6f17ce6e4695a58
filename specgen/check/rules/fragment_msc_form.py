"""A news fragment names an MSC in another form than `as per [MSC1234](…/pull/1234)`.

Why:
    Entries of the changelog name proposals in one way; others were reworded by hand before each release. A link to
    anything but the proposal's pull request leads readers past its discussion.
Bad:
    Implement [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/blob/main/proposals/1234-rooms.md).
Good:
    Add rooms, as per [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/1234).
"""

import re
from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
LINK = re.compile(r"\[MSC ?(\d+)\]\(([^)\s]*)\)")
PULL = re.compile(r"https://github\.com/matrix-org/[\w-]+/pull/\d+\Z")
# What stands before the first MSC of an entry; further ones may follow it in a list.
AS_PER = re.compile(r"\bas per (?:[^.]*\[MSC ?\d+\]\([^)]*\)(?:, |,? and ))*\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each MSC whose link is no pull request, and each that `as per` does not lead to."""
    for fragment in fragment_files(subject):
        for match in LINK.finditer(fragment.text):
            if not PULL.match(match[2]):
                yield Finding(fragment.at(match.start(2)), f"link of `MSC{match[1]}` is not its pull request")
            elif not AS_PER.search(fragment.text[: match.start()]):
                yield Finding(fragment.at(match.start()), f"`MSC{match[1]}` does not follow after `as per`")
