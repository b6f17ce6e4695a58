"""`$ref`: from a name in one file to the value in another. RFC 6901 fragments; siblings override (INPUT 7.1)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import unescape
from specgen.model.node import Merged, Node, dump
from specgen.model.resolve import merge_values


def stem(path: str) -> str:
    """Return a path without its last extension."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.rpartition('.')[0] or name}" if folder else name.rpartition(".")[0] or name


@dataclass(slots=True)
class Documents:
    """All parsed documents by path; a class because it remembers what it expanded and what did not resolve."""

    values: Mapping[str, object]
    by_stem: dict[str, str] = field(default_factory=dict)
    expanded: dict[str, Any] = field(default_factory=dict)
    found: dict[Diagnostic, None] = field(default_factory=dict)
    uses: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the paths without extension: a reference may name another one (INPUT 7.1)."""
        self.by_stem = {stem(path): path for path in sorted(self.values, reverse=True)}

    def node(self, path: str) -> Node:
        """Return the root of a document; its value is None where there is none."""
        return Node(self.values.get(path), path)

    def named(self, node: Node) -> str | None:
        """Return the name (`path` or `path#/pointer`) that the value of a `$ref` means, or None and a diagnostic."""
        reference, origin = node.value, node.path
        if not isinstance(reference, str):
            return None
        file, _, fragment = reference.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(file))) if file else origin
        if path not in self.values:
            path = self.by_stem.get(stem(path), path)
        fragment = unquote(fragment)
        name = f"{path}#{fragment}" if fragment else path
        if path not in self.values or self.at(name).value is None:
            self.complain(node, f"`$ref` to `{reference}` leads nowhere")
            return None
        self.uses.setdefault(origin, set()).add(path)
        return name

    def target(self, node: Node) -> str | None:
        """Return the name that the `$ref` of a mapping means, or None."""
        return self.named(node.get("$ref")) if isinstance(node.value, dict) and "$ref" in node.value else None

    def complain(self, node: Node, message: str) -> None:
        """Remember that a reference (the value of a `$ref`) does not resolve."""
        self.found[Diagnostic(node.location, "reference-resolves", Severity.ERROR, message)] = None

    def at(self, name: str) -> Node:
        """Return the node that a name stands for."""
        path, _, fragment = name.partition("#")
        node = self.node(path)
        for token in map(unescape, fragment.split("/")[1:]):
            if isinstance(node.value, list) and token.isdigit() and int(token) < len(node.value):
                node = Node(node.value[int(token)], node.path, f"{node.pointer}/{token}")
            else:
                node = node.get(token)
        return node

    def follow(self, node: Node, seen: frozenset[str] = frozenset()) -> Node:
        """Return what a node means: its target, with the siblings of `$ref` over it."""
        name = self.target(node)
        if name is None or name in seen:
            if name is not None:
                self.complain(node.get("$ref"), f"`$ref` to `{name}` leads back to itself")
            return node
        target = self.follow(self.at(name), seen | {name})
        siblings = {key: value for key, value in node.value.items() if key != "$ref"}
        if not siblings or not isinstance(target.value, dict):
            return target
        merged = Merged({**target.value, **siblings})
        merged.origins = {key: origin_of(target, key) for key in target.value}
        merged.origins.update({key: origin_of(node, key) for key in siblings})
        return Node(merged, target.path, target.pointer)

    def expand(self, node: Node, seen: frozenset[str] = frozenset()) -> Any:
        """Return the value of a node with every `$ref` below it resolved (`allOf` stays)."""
        if isinstance(node.value, list):
            return [self.expand(item, seen) for item in node.elements()]
        if not isinstance(node.value, dict):
            return node.value
        name = self.target(node)
        own = {
            key: self.expand(node.get(key), seen) if isinstance(value, dict | list) else value
            for key, value in node.value.items()
            if key != "$ref" or name is None
        }
        if name is None:
            return own
        if name in seen:
            self.complain(node.get("$ref"), f"`$ref` to `{name}` leads back to itself")
            return own
        if name not in self.expanded:
            self.expanded[name] = self.expand(self.at(name), seen | {name})
        target = self.expanded[name]
        return {**target, **own} if isinstance(target, dict) else target

    def example(self, node: Node) -> str:
        """Return an example as canonical JSON: every `$ref` resolved and every `allOf` merged."""
        return dump(merge_all(self.expand(node)))


def merge_all(value: Any) -> Any:
    """Return a JSON value with every `allOf` in it merged, depth first (INPUT 7.2)."""
    if isinstance(value, list):
        return [merge_all(item) for item in value]
    if not isinstance(value, dict):
        return value
    bases = value.get("allOf")
    result: Any = {}
    for base in bases if isinstance(bases, list) else ():
        result = merge_values(result, merge_all(base))
    own = {key: merge_all(item) for key, item in value.items() if key != "allOf" or not isinstance(bases, list)}
    return merge_values(result, own) if bases else own


def origin_of(node: Node, key: str) -> tuple[str, str]:
    """Return the file and pointer of the mapping that holds `key`."""
    child = node.get(key)
    return child.path, child.pointer.rpartition("/")[0]
