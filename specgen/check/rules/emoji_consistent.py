"""The table of emoji for short authentication strings contradicts itself.

Why:
    Two devices compare what people see: a wrong number or character, or one that stands twice, makes verification fail
    or lets an attacker pass.
Bad:
    {"number": 0, "emoji": "🐱", "description": "Dog", "unicode": "U+1F436"}
Good:
    {"number": 0, "emoji": "🐶", "description": "Dog", "unicode": "U+1F436"}
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"
COUNT = 64


def check(subject: Subject) -> Iterator[Finding]:
    """Yield wrong numbers, code points that are not those of the character, and what stands twice or is missing."""
    for document in subject.documents:
        rows = [row for row in document.root.elements() if row.get("emoji").value is not None]
        if not rows:
            continue
        if len(rows) != COUNT:
            yield Finding(document.root.location, f"there are {len(rows)} emoji, not {COUNT}")
        for index, row in enumerate(rows):
            yield from wrong_in(row, index)
        for key in ("emoji", "description", "unicode"):
            yield from repeated([row.get(key) for row in rows])


def wrong_in(row: Node, index: int) -> Iterator[Finding]:
    """Yield what is wrong within one row."""
    if row.get("number").value != index:
        yield Finding(
            row.get("number").location, f"the number is {row.get('number').value}, its place in the list {index}"
        )
    emoji, points = row.get("emoji").text() or "", row.get("unicode").text() or ""
    written = [int(point, 16) for point in re.findall(r"U\+([0-9A-Fa-f]+)", points)]
    if written != [ord(character) for character in emoji]:
        real = "".join(f"U+{ord(character):04X}" for character in emoji)
        yield Finding(row.get("unicode").location, f"`{points}` is not `{emoji}`, which is `{real}`")


def repeated(nodes: list[Node]) -> Iterator[Finding]:
    """Yield the values that an earlier row has."""
    seen: dict[str, Node] = {}
    for node in nodes:
        first = seen.setdefault(node.text() or "", node)
        if first is not node:
            yield Finding(node.location, f"`{node.text()}` stands twice", (first.location,))
