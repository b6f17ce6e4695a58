"""Lines end as they do on Unix, the last one too.

Why: a file with other line ends looks changed as a whole when somebody saves it.

Bad: lines that end in CR LF; a last line without an end

Good: each line ends in LF
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Edit, Finding

SEVERITY = Severity.WARNING
OTHER = re.compile(r"\r\n?")


def check(case: Case) -> Iterator[Finding]:
    """Yield the first line with another end, and a missing end of the last line."""
    text = case.proposal.text
    other = OTHER.search(text)
    if other:
        yield Finding(other.start(), "lines end in CR LF", Edit(0, len(text), OTHER.sub("\n", text)))
    elif text and not text.endswith("\n"):
        yield Finding(len(text), "the last line has no end", Edit(len(text), len(text), "\n"))
