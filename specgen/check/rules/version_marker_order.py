"""A marker is older than the one of what holds it, or a change is not after the addition.

Why:
    A property cannot be there before the endpoint that has it.
Bad:
    get: {x-addedInMatrixVersion: "1.5", parameters: [{name: a, in: query, x-addedInMatrixVersion: "1.2"}]}
Good:
    get: {x-addedInMatrixVersion: "1.5", parameters: [{name: a, in: query, x-addedInMatrixVersion: "1.6"}]}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.markers import ADDED, CHANGED, marked_documents
from specgen.check.texts.releases import Version, version_of
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each marker that contradicts one around it in the same file."""
    for root in marked_documents(subject):
        yield from within(root, None)


def within(node: Node, outer: Version | None) -> Iterator[Finding]:
    """Yield what contradicts, at or below a node that stands in something added in a version."""
    own = version_of(node.get(ADDED).text() or "") if isinstance(node.value, dict) else None
    if own and outer and own < outer:
        yield Finding(node.get(ADDED).location, f"older than what holds it, which was added in {outer[0]}.{outer[1]}")
    for key, change in node.get(CHANGED).items():
        version = version_of(key)
        since = own or outer
        if version and since and version <= since:
            yield Finding(change.location, f"changed in {key}, but added in {since[0]}.{since[1]}")
    for member in (*node.elements(), *(member for _, member in node.items())):
        if isinstance(member.value, dict | list):
            yield from within(member, own or outer)
