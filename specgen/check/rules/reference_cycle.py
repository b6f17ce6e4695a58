"""Schemas refer to each other in a ring, with nothing between that could end it.

Why:
    A schema may hold itself below a property or an item. One that *is* itself, through `$ref`, `allOf`, `oneOf` or
    `anyOf` alone, has no meaning: validators run for ever, and nothing can be shown.
Bad:
    # a.yaml
    allOf: [{$ref: b.yaml}]
    # b.yaml
    allOf: [{$ref: a.yaml}]
Good:
    # a.yaml
    allOf: [{$ref: b.yaml}]
    # b.yaml
    properties: {a: {$ref: a.yaml}}
"""

import re
from collections.abc import Iterator, Mapping

from specgen.check.documents.references import Reference, references, target
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"
PARTS = re.compile(r"(?:/(?:allOf|oneOf|anyOf)/\d+)+\Z")

Name = tuple[str, str]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each reference that closes a ring."""
    edges: dict[Name, list[tuple[Name, Reference]]] = {}
    for each in references(subject):
        meant = None if each.in_value else target(subject, each)
        if meant is not None:
            owner = each.holder.path, PARTS.sub("", each.holder.pointer)
            edges.setdefault(owner, []).append(((meant.path, PARTS.sub("", meant.pointer)), each))
    for owner, listed in edges.items():
        for name, reference in listed:
            if owner in reachable(name, edges):
                message = f"`$ref` to `{reference.text}` leads back to this schema with nothing between"
                yield Finding(reference.node.location, message)


def reachable(start: Name, edges: Mapping[Name, list[tuple[Name, Reference]]]) -> Iterator[Name]:
    """Yield the schemas that a schema is, or is made of."""
    seen: set[Name] = set()
    queue = [start]
    while queue:
        name = queue.pop()
        if name not in seen:
            seen.add(name)
            yield name
            queue.extend(other for other, _ in edges.get(name, ()))
