"""Through an example and its schema at once: every value with all the schemas that look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specgen.check.documents.follow import entries_of, group, matches_pattern, members
from specgen.model.node import Node
from specgen.model.subject import Subject

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A value in an example: where, what, and the schemas that look at it; none where nothing is said about it."""

    path: Path
    value: Any
    schemas: tuple[Node, ...]

    @property
    def name(self) -> str:
        """Return the name of the property that has this value; empty for items of lists."""
        return self.path[-1] if self.path and isinstance(self.path[-1], str) else ""


def walk_value(subject: Subject, value: Any, nodes: list[Node], path: Path = ()) -> Iterator[Seen]:
    """Yield a value and everything in it."""
    schemas = group(subject, nodes) if nodes else []
    yield Seen(path, value, tuple(schemas))
    if isinstance(value, dict):
        for name, item in value.items():
            yield from walk_value(subject, item, schemas_of(schemas, name) if schemas else [], (*path, name))
    elif isinstance(value, list):
        items = [node.get("items") for node in schemas if isinstance(node.value.get("items"), dict)]
        for index, item in enumerate(value):
            yield from walk_value(subject, item, items, (*path, index))


def schemas_of(schemas: list[Node], name: str) -> list[Node]:
    """Return the schemas that look at one property of an object."""
    declared = entries_of(schemas, "properties", name)
    if declared:
        return declared
    found = [
        entry
        for pattern, entries in members(schemas, "patternProperties").items()
        if matches_pattern(pattern, name)
        for entry in entries
    ]
    others = (node.get("additionalProperties") for node in schemas)
    return found or [node for node in others if isinstance(node.value, dict)]
