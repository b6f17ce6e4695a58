"""Two schemas of one name describe one property in two ways.

Why:
    The same thing is described in two files, such as one for each API, and only one of them was changed.
Bad:
    client-server/definitions/device.yaml: age: {type: integer}
    server-server/definitions/device.yaml: age: {type: string}
Good:
    age: {type: integer} in both
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import stem
from specgen.check.documents.follow import group, having, members
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node, dump
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each property that has another type in the schema of the same name in another file."""
    named: dict[str, list[Node]] = {}
    for document in subject.of_kind("definition", "event"):
        if isinstance(document.root.value, dict):
            named.setdefault(stem(document), []).append(document.root)
    for roots in named.values():
        for other in roots[1:]:
            yield from disagreements(subject, roots[0], other)


def disagreements(subject: Subject, one: Node, other: Node) -> Iterator[Finding]:
    """Yield the properties of two schemas that have different types, or different values to choose from."""
    mine, theirs = (members(group(subject, [root], ("allOf",)), "properties") for root in (one, other))
    if len(mine.keys() & theirs.keys()) * 2 < max(len(mine), len(theirs)):
        return
    for name in sorted(mine.keys() & theirs.keys()):
        for keyword in ("type", "enum"):
            first, second = (said(subject, nodes, keyword) for nodes in (mine[name], theirs[name]))
            if first and second and first != second:
                place = theirs[name][0]
                message = f"the `{keyword}` of `{name}` is another one in `{one.path}`"
                yield Finding(place.location, message, (mine[name][0].location,))


def said(subject: Subject, nodes: list[Node], keyword: str) -> set[str]:
    """Return the values of a keyword in some schemas, each as canonical JSON; the order of a list says nothing."""
    found = having(group(subject, nodes, ("allOf",)), keyword)
    return {dump(sorted(map(dump, node.value)) if isinstance(node.value, list) else node.value) for node in found}
