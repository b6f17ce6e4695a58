"""Two different schemas in one operation have the same title.

Why:
    The title is the name of the table on the page and of the type in generated code: readers take one for the other.
Bad:
    200: {title: Device}  404: {title: Device}
Good:
    200: {title: Device}  404: {title: UnknownDevice}
"""

from collections.abc import Iterator

from specgen.check.follow import BRANCHES, group, members, target
from specgen.check.rule import Finding
from specgen.check.schema_objects import below
from specgen.check.walks import operations
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.INFO


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each schema whose title another one in its operation has; compared by the names of their properties."""
    for document in subject.of_kind("api"):
        for operation in operations(document):
            yield from clashes(subject, list(below(operation.node)))


def clashes(subject: Subject, tops: list[Node]) -> Iterator[Finding]:
    """Yield the clashes among everything that some schemas lead to."""
    first: dict[str, tuple[frozenset[str], Node]] = {}
    for node in reachable(subject, tops):
        title = node.value.get("title")
        names = frozenset(members(group(subject, [node], ("allOf",)), "properties"))
        if not isinstance(title, str) or not names:
            continue
        known, other = first.setdefault(title, (names, node))
        if known != names:
            place = node.get("title").location
            yield Finding(place, f"another schema is called `{title}` too", (other.get("title").location,))


def reachable(subject: Subject, tops: list[Node]) -> Iterator[Node]:
    """Yield the object schemas that are shown as tables of their own."""
    seen: set[tuple[str, str]] = set()
    queue = list(tops)
    while queue:
        node = queue.pop()
        if not isinstance(node.value, dict) or (node.path, node.pointer) in seen:
            continue
        seen.add((node.path, node.pointer))
        queue.extend(inner for nodes in members([node], "properties").values() for inner in nodes)
        queue.extend(node.get(key) for key in ("items", "additionalProperties") if key in node.value)
        queue.extend(item for key in BRANCHES[:3] for item in node.get(key).elements())
        queue.append(target(subject, node))
        yield node
