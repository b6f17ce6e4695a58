"""Two different schemas in one operation have the same title.

Why:
    The title is the name of the table on the page and of the type in generated code: readers take one for the other.
Bad:
    200: {title: Device}  404: {title: Device}
Good:
    200: {title: Device}  404: {title: UnknownDevice}
"""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.documents.follow import group, having, members
from specgen.check.documents.schema_objects import below
from specgen.check.documents.walks import operations
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown as one table: where its title stands, the names of its properties, and the schemas inside it.

    `lent` are the titles of what it is made of by `allOf`: it is shown with one of them if it has none of its own.
    """

    holder: Node
    titles: tuple[Node, ...]
    lent: tuple[Node, ...]
    names: frozenset[str]
    inside: tuple[tuple[Node, ...], ...]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each schema whose title another one in its operation has; compared by the names of their properties."""
    known: dict[Key, Shown] = {}
    for document in subject.of_kind("api"):
        for operation in operations(document):
            yield from clashes(subject, list(below(operation.node)), known)


def clashes(subject: Subject, tops: list[Node], known: dict[Key, Shown]) -> Iterator[Finding]:
    """Yield the clashes among everything that some schemas lead to; remembers in `known` what was looked at."""
    first: dict[tuple[str, str], tuple[frozenset[str], Node]] = {}
    queue: list[tuple[str, tuple[Node, ...]]] = [(f"{top.path}#{top.pointer}", (top,)) for top in tops]
    done: set[tuple[str, Key]] = set()
    while queue:
        top, nodes = queue.pop()
        key = tuple((node.path, node.pointer) for node in nodes)
        if (top, key) in done or len(done) > 2000:
            continue
        done.add((top, key))
        if key not in known:
            known[key] = look_at(subject, nodes)
        queue.extend((top, inner) for inner in known[key].inside)
        yield from clash(known[key], first, top)


def clash(shown: Shown, first: dict[tuple[str, str], tuple[frozenset[str], Node]], top: str) -> Iterator[Finding]:
    """Yield a finding where another table of the same title was met before; a lent title counts in one body only."""
    title = (shown.titles or shown.lent or (shown.holder,))[0]
    if not shown.names or not isinstance(title.value, str):
        return
    place = title if shown.titles else shown.holder
    for scope in ("", top) if shown.titles else (top,):
        names, other = first.setdefault((scope, title.value), (shown.names, place))
        if names != shown.names:
            here, there = (other, place) if isinstance(other.value, dict) else (place, other)
            yield Finding(here.location, f"another schema is called `{title.value}` too", (there.location,))
            return


def look_at(subject: Subject, nodes: tuple[Node, ...]) -> Shown:
    """Return what some schemas that look at one value show, `allOf` and references merged."""
    parts = group(subject, nodes, ("allOf",))
    properties = members(parts, "properties")
    inside = [tuple(entries) for entries in properties.values()]
    inside.extend(tuple(having(parts, keyword)) for keyword in ("items", "additionalProperties"))
    for keyword in ("oneOf", "anyOf"):
        inside.extend((item,) for branches in having(parts, keyword) for item in branches.elements())
    own = group(subject, nodes, ())
    titles, lent = (tuple(having(each, "title")) for each in (own, parts))
    return Shown(nodes[0], titles, lent, frozenset(properties), tuple(entries for entries in inside if entries))
