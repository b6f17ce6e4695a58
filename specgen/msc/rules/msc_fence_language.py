"""A block of code says what language it is in.

Why: it is coloured by it, and tools can check it. `text` is one as well.

Bad: three backticks and nothing after them

Good: three backticks and `json`
"""

from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.INFO


def check(case: Case) -> Iterator[Finding]:
    """Yield fences without a language."""
    for block in case.proposal.blocks_of("fence"):
        if not block.info:
            yield Finding(case.proposal.starts[block.first], "the block of code does not say its language")
