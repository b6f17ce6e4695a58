"""Finds what a path stands for: a tree of its segments, each decoded after the split."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar
from urllib.parse import unquote

from msgspec import Struct

R = TypeVar("R")


class Node(Generic[R]):
    """What may follow some segments: known words, or any text. `blank` lets it be empty."""

    __slots__ = ("blank", "fixed", "inner", "routes")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.fixed: dict[str, Node[R]] = {}
        self.inner: Node[R] | None = None
        self.blank = False
        self.routes: dict[str, tuple[R, tuple[str, ...]]] = {}


class Found(Struct, Generic[R], frozen=True):
    """What stands at a path: None where it is known, but not with this method."""

    route: R | None
    values: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


class Router(Generic[R]):
    """Routes by method and path template: `/rooms/{roomId}/send`."""

    def __init__(self) -> None:
        """Begin with no routes."""
        self.root: Node[R] = Node()
        self.plain: dict[str, Node[R]] = {}

    def add(
        self,
        method: str,
        template: str,
        route: R,
        *,
        blank: Iterable[str] = (),
        more: tuple[str, ...] = (),
    ) -> R:
        """Add a route, unless there is one; return the one that is there.

        `blank` names what may be empty. `more` are values of what the template leaves out
        at its end.
        """
        node = self.root
        for part in template.split("/")[1:]:
            if part.startswith("{") and part.endswith("}"):
                node.blank = node.blank or part[1:-1] in blank
                node.inner = node.inner or Node()
                node = node.inner
            else:
                node = node.fixed.setdefault(unquote(part), Node())
        if "{" not in template and "%" not in template:
            self.plain[template] = node
        return node.routes.setdefault(method, (route, more))[0]

    def find(self, method: str, path: str) -> Found[R] | None:
        """Return what stands at an escaped path. Raises UnicodeDecodeError.

        Known words go before any text, and what has the method before what has it not.
        """
        node = self.plain.get(path)
        if node is not None:
            known = node.routes.get(method)
            if known is not None:
                return Found(known[0], known[1])
        parts = path.split("/")[1:]
        if "%" in path:
            parts = [
                unquote(part, errors="strict") if "%" in part else part
                for part in parts
            ]
        others: list[str] = []
        values: list[str] = []
        node = _walk(self.root, parts, 0, values, method, others)
        if node is not None:
            route, more = node.routes[method]
            return Found(route, (*values, *more))
        return Found(None, (), tuple(dict.fromkeys(others))) if others else None


def _walk(
    node: Node[R],
    parts: list[str],
    place: int,
    values: list[str],
    method: str,
    others: list[str],
) -> Node[R] | None:
    """Return the node of the parts from `place` on; `others` hears of other methods."""
    while place < len(parts):
        part = parts[place]
        place += 1
        inner = node.inner if part or node.blank else None
        fixed = node.fixed.get(part)
        if fixed is not None:
            if inner is None:
                node = fixed
                continue
            known = len(values)
            found = _walk(fixed, parts, place, values, method, others)
            if found is not None:
                return found
            del values[known:]
        if inner is None:
            return None
        values.append(part)
        node = inner
    if method in node.routes:
        return node
    others.extend(node.routes)
    return None
