"""Nothing is left open: no TODO, no number to be filled in.

Why: whoever reviews or accepts a proposal has to know all of it. While it is a draft this is a reminder.

Bad: `TODO: say what happens to guests`, `org.matrix.mscXXXX`

Good: the sentence itself; `org.matrix.msc1234`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
WORD = re.compile(r"T(?:ODO|BD)(?<![\w-]TODO)(?<![\w-]TBD)(?![\w-])")
NUMBER = re.compile(r"(?:MSC ?|msc)(?:[xX]{4}|[yY]{4}|[zZ]{4}|[nN]{4}|0000)(?!\w)")


def check(case: Case) -> Iterator[Finding]:
    """Yield the first place of each placeholder."""
    proposal = case.proposal
    found: dict[str, int] = {}
    for pattern, text in ((WORD, proposal.prose), (NUMBER, proposal.text)):
        for match in pattern.finditer(text):
            found.setdefault(match[0], match.start())
    for word, start in found.items():
        yield Finding(start, f"`{word}` is still to be filled in")
