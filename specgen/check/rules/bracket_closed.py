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

from specgen.check.blocks import words
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
PAIRS = {")": "(", "]": "[", "}": "{"}
# Not counted: `a)` as the mark of an item, faces, escaped brackets, half-open intervals such as `[0, 5)`.
QUIET = re.compile(r"\\.|(?:^|(?<=[\s(]))(?:\d+|[a-z]|[ivx]+)\)|[:;]-?[()]|[\[(][-\d.]+, ?[-\d.∞]+[\])]|^[ \t>]*- \[[ xX]\]|%[\[\]()]")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each bracket without its other half; rows of tables count as a whole."""
    for text, block in words(subject):
        quiet = QUIET.sub(lambda match: " " * len(match[0]), block.text)
        opened: list[tuple[str, int]] = []
        for match in re.finditer(r"[()\[\]{}]", quiet):
            if match[0] in PAIRS.values():
                opened.append((match[0], match.start()))
            elif opened and opened[-1][0] == PAIRS[match[0]]:
                opened.pop()
            else:
                opened.append((match[0], match.start()))
        for bracket, offset in opened[:1]:
            yield Finding(text.at(block.offset + offset), f"`{bracket}` has no counterpart in this paragraph")
