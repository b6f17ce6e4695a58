"""A proposal is text in UTF-8.

Why: what is not is shown as `�`, and nothing in the file is mended as long as that is so.

Bad: a file in Latin-1, or one that is no text at all

Good: UTF-8, as editors write it by themselves
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR
LOST = ("\ufffd", "\0")


def check(case: Case) -> Iterator[Finding]:
    """Yield the first character that is none."""
    places = [place for place in map(case.proposal.text.find, LOST) if place >= 0]
    if places:
        yield Finding(min(places), "the file is no text in UTF-8 here")
