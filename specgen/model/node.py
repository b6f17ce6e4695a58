"""JSON values that know where they stand."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from specgen.location import Location, escape


def dump(value: object) -> str:
    """Return `value` as canonical JSON text: keys sorted, no blanks, not escaped."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Node(NamedTuple):
    """A JSON value and where it stands. A missing member is a node whose value is None."""

    value: Any
    path: str
    pointer: str = ""

    @property
    def location(self) -> Location:
        """Return the place of this value."""
        return Location(self.path, self.pointer)

    def get(self, key: str) -> "Node":
        """Return the member `key`."""
        value, path, pointer = self
        if not isinstance(value, dict):
            return Node(None, path, pointer)
        if isinstance(value, Merged):
            path, pointer = value.origins.get(key, (path, pointer))
        token = escape(key) if "/" in key or "~" in key else key
        # As `Node(…)`, at half the time: this is what reading a document is made of.
        return tuple.__new__(Node, (value.get(key), path, f"{pointer}/{token}"))

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the members in the order of their keys."""
        value, path, pointer = self
        if isinstance(value, Merged):
            yield from ((key, self.get(key)) for key in sorted(value))
        elif isinstance(value, dict):
            for key in sorted(value):
                token = escape(key) if "/" in key or "~" in key else key
                yield key, tuple.__new__(Node, (value[key], path, f"{pointer}/{token}"))

    def elements(self) -> Iterator["Node"]:
        """Yield the items of a list."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(value, self.path, f"{self.pointer}/{index}")

    def text(self) -> str | None:
        """Return a string, or a scalar as the author wrote it; None for anything else."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, bool | int | float):
            return dump(self.value)
        return None

    def strings(self) -> tuple[str, ...]:
        """Return the strings of a list."""
        return tuple(item for item in self.value if isinstance(item, str)) if isinstance(self.value, list) else ()


class Merged(dict[str, Any]):
    """A mapping made of two; `origins` tells for each key the file and pointer of the mapping that it came from."""

    __slots__ = ("origins",)
    origins: dict[str, tuple[str, str]]
