"""A description explains the values that there are in a list, and `enum` has others.

Why:
    A value was added to one of the two. Tools take `enum` at its word, readers the list.
Bad:
    description: |-
      * `public` - for all.
      * `invite` - for some.
      * `knock` - for those who ask.
    enum: [public, invite]
Good:
    description: |-
      * `public` - for all.
      * `invite` - for some.
      * `knock` - for those who ask.
    enum: [public, invite, knock]
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
ITEM = re.compile(r"[ \t]*[-*+][ \t]+([*_\"]*`(?P<value>[\w.-]+)`)?")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value that only one has of the list in a description and an `enum` of or inside the same schema."""
    explained: list[tuple[Node, list[dict[str, int]]]] = []
    for node in schema_objects(subject):
        text = node.value.get("description")
        if isinstance(text, str) and "`" in text and (found := list(lists(text))):
            explained.append((node, found))
        values = set(node.get("enum").strings())
        for holder, found in explained if values else ():
            if holder.path == node.path and f"{node.pointer}/".startswith(f"{holder.pointer}/"):
                for listed in found:
                    yield from differences(holder, listed, node, values)


def differences(holder: Node, listed: dict[str, int], node: Node, values: set[str]) -> Iterator[Finding]:
    """Yield what is only in one of two lists that have at least two values in common."""
    if len(values & listed.keys()) < 2:
        return
    place = holder.get("description")
    for value in sorted(listed.keys() - values):
        where = Location(place.path, place.pointer, None, listed[value])
        yield Finding(where, f"`{value}` is in this list, but not in `enum`", (node.get("enum").location,))
    for value in sorted(values - listed.keys()):
        where = Location(place.path, place.pointer, None, min(listed.values()))
        yield Finding(where, f"`{value}` is in `enum`, but not in this list", (node.get("enum").location,))


def lists(text: str) -> Iterator[dict[str, int]]:
    """Yield the values of each list of which every item begins with one, with their places."""
    items: list[re.Match[str]] = []
    offset = 0
    for line in (*text.split("\n"), "."):
        if match := ITEM.match(text, offset) if ITEM.match(line) else None:
            items.append(match)
        elif line.strip() and not line[0].isspace():
            if len(items) > 1 and all(item["value"] for item in items):
                yield {item["value"]: item.start("value") for item in items}
            items = []
        offset += len(line) + 1
