"""The brackets in a block of JSON match, and its strings end.

Why: readers copy it. Comments, blanks for the rest (`...`) and parts of an object are fine.

Bad: `{"a": [1, 2}`

Good: `{"a": [1, 2]}`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
LANGUAGES = ("json", "jsonc", "json5")
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|#[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`[^`\n]*`|[][{}]|"', re.DOTALL
)
CLOSES = {"}": "{", "]": "["}


def check(case: Case) -> Iterator[Finding]:
    """Yield each block of JSON whose brackets do not match."""
    proposal = case.proposal
    for block in proposal.blocks_of("fence"):
        language = block.info.partition(" ")[0].lower()
        wrong = mismatch(block.content) if language in LANGUAGES else ""
        if wrong:
            yield Finding(proposal.starts[block.first], wrong)


def mismatch(code: str) -> str:
    """Return what is wrong with the brackets of some JSON, or nothing."""
    opened: list[str] = []
    for match in TOKEN.finditer(code):
        mark = match[0]
        if mark == '"':
            return "a string in this JSON does not end on its line"
        if mark in ("{", "["):
            opened.append(mark)
        elif mark in CLOSES and not opened:
            return f"a `{mark}` in this JSON closes what was not opened"
        elif mark in CLOSES and (other := opened.pop()) != CLOSES[mark]:
            return f"a `{mark}` in this JSON stands where a `{other}` is still open"
    return f"a `{opened[-1]}` in this JSON is not closed" if opened else ""
