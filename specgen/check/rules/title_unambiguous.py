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
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown as one table: where its title stands, the names of its properties, and the schemas inside it."""

    titles: tuple[Node, ...]
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
    first: dict[str, tuple[frozenset[str], Node]] = {}
    queue: list[tuple[Node, ...]] = [(top,) for top in tops]
    done: set[Key] = set()
    while queue:
        nodes = queue.pop()
        key = tuple((node.path, node.pointer) for node in nodes)
        if key in done or len(done) > 2000:
            continue
        done.add(key)
        if key not in known:
            known[key] = look_at(subject, nodes)
        queue.extend(known[key].inside)
        yield from clash(known[key], first)


def clash(shown: Shown, first: dict[str, tuple[frozenset[str], Node]]) -> Iterator[Finding]:
    """Yield a finding where another table of the same title was met before."""
    if shown.names and shown.titles and isinstance(shown.titles[0].value, str):
        title = shown.titles[0]
        names, other = first.setdefault(title.value, (shown.names, title))
        if names != shown.names:
            yield Finding(title.location, f"another schema is called `{title.value}` too", (other.location,))


def look_at(subject: Subject, nodes: tuple[Node, ...]) -> Shown:
    """Return what some schemas that look at one value show, `allOf` and references merged."""
    parts = group(subject, nodes, ("allOf",))
    properties = members(parts, "properties")
    inside = [tuple(entries) for entries in properties.values()]
    inside.extend(tuple(having(parts, keyword)) for keyword in ("items", "additionalProperties"))
    for keyword in ("oneOf", "anyOf"):
        inside.extend((item,) for branches in having(parts, keyword) for item in branches.elements())
    own = group(subject, nodes, ())
    return Shown(tuple(having(own, "title")), frozenset(properties), tuple(entries for entries in inside if entries))
