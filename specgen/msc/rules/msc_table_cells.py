r"""A row of a table has no more cells than its head.

Why: what is too much is not shown at all. A `|` in a cell ends it, in code too, unless it is escaped.

Bad: a row with the cell `a|b` in code, in a table with two columns

Good: the same cell as `a\|b`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.WARNING
BAR = re.compile(r"(?<!\\)\|")
QUOTE = re.compile(r"^[ \t>]*")


def check(case: Case) -> Iterator[Finding]:
    """Yield rows that are longer than the head of their table."""
    proposal = case.proposal
    width = 0
    for block in proposal.blocks_of("row"):
        cells = count(proposal.line(block.first))
        if block.info == "head":
            width = cells
        elif cells > width:
            start = proposal.starts[block.first]
            yield Finding(
                start, f"the row has {cells} cells, the head of the table {width}: what is beyond is not shown"
            )


def count(line: str) -> int:
    """Return the number of cells in a row."""
    row = QUOTE.sub("", line).strip().removeprefix("|")
    parts = BAR.split(row)
    return len(parts) - (not parts[-1].strip() and len(parts) > 1)
