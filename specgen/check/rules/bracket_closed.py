"""A bracket or parenthesis has no counterpart in its paragraph.

Why:
    Mostly a link or a remark was cut short, and the reader cannot tell where it ends.
Bad:
    Rooms (see below have names.
Good:
    Rooms (see below) have names.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
PAIRS = {")": "(", "]": "[", "}": "{"}
# Not counted: escaped brackets, faces, half-open intervals such as `[0, 5)`, boxes of tasks.
QUIET = re.compile(r"\\.|(?<!\w)[:;]-?[()](?!\w)|[\[(][-\d.]+, ?[-\d.∞]+[\])]|^[ \t>]*- \[[ xX]\]|%[\[\]()]", re.M)
BRACKET = re.compile(r"[()\[\]{}]")
# The mark of an item, such as `a)`.
MARK = re.compile(r"(?<![\w-])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first bracket of each paragraph that lacks its other half."""
    for text, block in words(subject):
        if all(block.text.count(opened) == block.text.count(closed) for closed, opened in PAIRS.items()):
            continue
        lonely = first_lonely(QUIET.sub(lambda match: " " * len(match[0]), block.text))
        if lonely is not None:
            written = block.text[lonely]
            yield Finding(text.at(block.offset + lonely), f"`{written}` has no counterpart in this paragraph")


def first_lonely(text: str) -> int | None:
    """Return where the first bracket without its other half stands."""
    opened: list[tuple[str, int]] = []
    for match in BRACKET.finditer(text):
        if match[0] not in PAIRS:
            opened.append((match[0], match.start()))
        elif opened and opened[-1][0] == PAIRS[match[0]]:
            opened.pop()
        elif opened or not MARK.search(text, max(0, match.start() - 6), match.start()):
            return opened[-1][1] if opened else match.start()
    return opened[0][1] if opened else None
