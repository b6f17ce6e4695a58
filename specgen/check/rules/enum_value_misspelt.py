"""A value that an `enum` lists is one slip away from what another `enum` of the same name lists.

Why:
    Nobody sends the misspelt value, and tools reject the right one.
Bad:
    presence: {type: string, enum: [online, unavailible]}    # elsewhere: [online, offline, unavailable]
Good:
    presence: {type: string, enum: [online, unavailable]}
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.check.texts.slips import is_near
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
STEPS = ("schema", "items")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value that only one `enum` has, near one that others have; one value alone is a name."""
    by_name: dict[str, list[Node]] = defaultdict(list)
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if len(node.get("enum").strings()) > 1:
            by_name[name_of(node)].append(node)
    for nodes in by_name.values():
        counts = Counter(value for node in nodes for value in set(node.get("enum").strings()))
        for node in nodes if len(nodes) > 1 else ():
            yield from misspelt(node, counts)


def misspelt(node: Node, counts: Counter[str]) -> Iterator[Finding]:
    """Yield the values of one `enum` that are near another's. `counts`: how many have each value."""
    own = set(node.get("enum").strings())
    for item in node.get("enum").elements():
        if isinstance(item.value, str) and counts[item.value] == 1 and len(item.value) > 3:
            near = [value for value in counts if value not in own and is_near(item.value, value)]
            best = max(near, key=lambda value: counts[value], default=None)
            if best is not None:
                yield Finding(item.location, f"`{item.value}`: did you mean `{best}`, as elsewhere?")


def name_of(node: Node) -> str:
    """Return the name of the property or parameter that a schema is of, or the last word that leads to it."""
    if "in" in node.value:
        return str(node.value.get("name"))
    tokens = [token for token in node.pointer.split("/") if token not in STEPS and not token.isdigit()]
    return tokens[-1] if tokens else ""
