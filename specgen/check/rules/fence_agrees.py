"""The line that closes a fenced block has more marks than the line that opens it.

Why:
    It closes the block, but it is a slip: whoever puts a block of code around it, or counts the marks, is misled.
Bad:
    ```json
    {}
    ````
Good:
    ```json
    {}
    ```
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.markdown import FENCE
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
MARKS = re.compile(r"[`~]{3,}")
END = re.compile(r"[`~]{3,}[ \t]*\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the marks at the end of each block that are not those at its start."""
    for text in texts(subject):
        for block in FENCE.finditer(text.text) if "```" in text.text or "~~~" in text.text else ():
            start, end = MARKS.search(block[0]), END.search(block[0])
            if start and end and end.start() > start.start() and end[0].rstrip() != start[0]:
                place = text.at(block.start() + end.start())
                yield Finding(place, f"{len(end[0].rstrip())} marks close what {len(start[0])} opened")
