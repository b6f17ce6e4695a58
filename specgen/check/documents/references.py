"""Every `$ref` of a tree, and what it leads to."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from specgen.check.once import once
from specgen.location import escape, unescape
from specgen.model.node import Node
from specgen.model.subject import Document, Subject

# Below these keywords stand values; below those, names that an author chose.
VALUES = ("example", "examples", "x-example", "default", "enum", "const")
NAMES = ("properties", "patternProperties", "definitions", "$defs", "headers")


@dataclass(frozen=True, slots=True)
class Reference:
    """One mapping with a `$ref` as written. `in_value`: it stands in an example, not in a description of data."""

    holder: Node
    document: Document
    in_value: bool

    @property
    def node(self) -> Node:
        """Return the value of `$ref`."""
        return self.holder.get("$ref")

    @property
    def text(self) -> str:
        """Return what is written after `$ref:`."""
        return str(self.holder.value["$ref"])

    @property
    def path(self) -> str:
        """Return the path of the file that is meant, relative to the tree; it may not be there."""
        file = self.text.partition("#")[0]
        here = self.holder.path
        return posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(file))) if file else here


@once
def references(subject: Subject) -> tuple[Reference, ...]:
    """Return every mapping whose `$ref` is a string, document by document."""
    return tuple(each for document in subject.documents for each in in_document(document))


def in_document(document: Document) -> Iterator[Reference]:
    """Yield the references of one document."""
    stack: list[tuple[Any, str, bool, bool]] = [(document.root.value, "", document.kind == "example", False)]
    while stack:
        value, pointer, in_value, named = stack.pop()
        if isinstance(value, list):
            stack.extend((item, f"{pointer}/{index}", in_value, False) for index, item in enumerate(value))
        elif isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield Reference(Node(value, document.path, pointer), document, in_value)
            stack.extend(
                (
                    item,
                    f"{pointer}/{escape(key)}",
                    in_value or (key in VALUES and not named),
                    key in NAMES and not named,
                )
                for key, item in value.items()
                if isinstance(item, dict | list)
            )


def is_elsewhere(reference: Reference) -> bool:
    """Tell whether a reference is absolute, or leads out of the tree."""
    return reference.text[:1] in ("/", "\\") or ":" in reference.text.partition("#")[0] or reference.path[:2] == ".."


def roots(subject: Subject) -> Mapping[str, Node]:
    """Return what a reference may lead to: documents by path, and by path without extension."""
    return by_path(subject.around or subject.documents)


@once
def by_path(documents: tuple[Document, ...]) -> Mapping[str, Node]:
    """Return documents by path, and by path without extension where no other is meant."""
    result: dict[str, Node] = {}
    for document in documents:
        result.setdefault(posixpath.splitext(document.path)[0], document.root)
    result.update({document.path: document.root for document in documents})
    return result


def root_of(reference: Reference, documents: tuple[Document, ...]) -> Node | None:
    """Return the document that a reference leads to, or None."""
    known = by_path(documents)
    return known.get(reference.path) or known.get(posixpath.splitext(reference.path)[0])


def target(subject: Subject, reference: Reference) -> Node | None:
    """Return what a reference leads to, or None."""
    root = root_of(reference, subject.around or subject.documents)
    fragment = unquote(reference.text.partition("#")[2])
    return None if root is None else inside(root, fragment)


def inside(node: Node, fragment: str) -> Node | None:
    """Return what an RFC 6901 pointer names below a node, or None."""
    for token in map(unescape, fragment.split("/")[1:]):
        if isinstance(node.value, list) and token.isdigit() and int(token) < len(node.value):
            node = Node(node.value[int(token)], node.path, f"{node.pointer}/{token}")
        elif isinstance(node.value, dict) and token in node.value:
            node = node.get(token)
        else:
            return None
    return node
