"""A news fragment names an MSC without a link, or not in the form of the house.

Why:
    Readers follow the link to the proposal; entries say `as per [MSC1234](…/pull/1234)`.
Bad:
    Add rooms, as per MSC1234.
Good:
    Add rooms, as per [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/1234).
"""

import re
from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
PULL = "https://github.com/matrix-org/matrix-spec-proposals/pull/"
BARE = re.compile(r"(?<![\[/\w-])MSC ?(\d{3,5})\b(?![^\[\]]*\]\()")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each MSC that is named outside of a link's text."""
    for fragment in fragment_files(subject):
        for match in BARE.finditer(fragment.text):
            link = f"[MSC{match[1]}]({PULL}{match[1]})"
            fix = Fix(fragment.file.path, match.start(), match.end(), link)
            yield Finding(fragment.at(match.start()), f"`{match[0]}` is not linked", fix=fix)
