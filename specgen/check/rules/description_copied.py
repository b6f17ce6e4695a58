"""Two properties of one object, two parameters of one operation, or two operations have the same description.

Why:
    One was made from a copy of the other: its description is about something else.
Bad:
    roomId: {description: The room to knock on.}
    reason: {description: The room to knock on.}
Good:
    roomId: {description: The room to knock on.}
    reason: {description: Why the user would like to join.}
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.documents.together import togethers
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
Named = tuple[str, Node]
# Shorter ones, such as "The room ID.", are of what has the same meaning twice.
SHORTEST = 20


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each description that something else beside it has already."""
    for each in togethers(subject):
        own = each.schemas[0].path
        things = [(name, node) for name, nodes in each.properties.items() for node in nodes]
        # What is shared is the original.
        yield from repeated(sorted(things, key=lambda thing: thing[1].path == own))
    by_folder: dict[str, list[Named]] = defaultdict(list)
    for endpoint in endpoints(subject):
        yield from repeated((node.get("name").text() or "", node) for node in endpoint.parameters)
        by_folder[endpoint.folder].append((f"{endpoint.method.upper()} {endpoint.path.strip()}", endpoint.node))
    for operations in by_folder.values():
        yield from repeated(operations)


def repeated(things: Iterable[Named]) -> Iterator[Finding]:
    """Yield the later of two things of different names with one description, unless they hold the same."""
    first: dict[str, Named] = {}
    for name, node in things:
        text = node.value.get("description") if isinstance(node.value, dict) else None
        if isinstance(text, str) and len(text) >= SHORTEST:
            other, before = first.setdefault(" ".join(text.split()), (name, node))
            if other != name and not shows_the_same(node, before):
                place = before.get("description").location
                yield Finding(node.get("description").location, f"`{name}` has the description of `{other}`", (place,))


def shows_the_same(one: Node, other: Node) -> bool:
    """Tell whether two things have the same example: a user who is sender and state key of one event."""
    return "example" in one.value and one.value["example"] == other.value.get("example")
