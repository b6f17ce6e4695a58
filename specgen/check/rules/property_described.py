"""A property has no description.

Why:
    The table on the page has an empty cell, and the reader has to guess.
Bad:
    device_id: {type: string}
Good:
    device_id: {type: string, description: The device that sent the request.}
"""

from collections.abc import Iterator

from specgen.check.documents.follow import group
from specgen.check.documents.together import Together, togethers
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each property that nothing describes: neither its schema nor what that refers to."""
    for each in togethers(subject):
        for name, nodes in own_properties(each):
            if not any(described(part) for part in group(subject, nodes)):
                yield Finding(nodes[-1].location, f"property `{name}` has no description")


def own_properties(each: Together) -> Iterator[tuple[str, list[Node]]]:
    """Yield the properties of an object; those of an event's `type` speak for themselves."""
    for name, nodes in each.properties.items():
        constant = any("const" in node.value or len(node.get("enum").strings()) == 1 for node in dicts(nodes))
        if not constant and list(dicts(nodes)):
            yield name, nodes


def dicts(nodes: list[Node]) -> Iterator[Node]:
    """Yield the nodes that are mappings."""
    return (node for node in nodes if isinstance(node.value, dict))


def described(node: Node) -> bool:
    """Tell whether a schema has a description with something in it."""
    text = node.value.get("description")
    return isinstance(text, str) and bool(text.strip())
