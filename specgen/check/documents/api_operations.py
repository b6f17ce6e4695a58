"""Every operation of the API documents, with its parameters as they apply."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.documents.objects import standard_of
from specgen.check.documents.references import Reference, target
from specgen.check.documents.walks import METHODS
from specgen.check.once import once
from specgen.model.node import Node
from specgen.model.subject import Document, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One operation as it applies. `item` is the path's key, `own` and `shared` are its parameters and the path's."""

    path: str
    method: str
    base_path: str
    item: Node
    node: Node
    own: tuple[Node, ...]
    shared: tuple[Node, ...]
    document: Document

    @property
    def folder(self) -> str:
        """Return the folder of its document: one API, one bundle."""
        return posixpath.dirname(self.document.path)

    @property
    def parameters(self) -> tuple[Node, ...]:
        """Return all parameters, those of the path first."""
        return (*self.shared, *self.own)


@once
def endpoints(subject: Subject) -> tuple[Endpoint, ...]:
    """Return the operations of all API documents in the order of files and paths."""
    return tuple(each for document in subject.of_kind("api") for each in in_document(subject, document))


def in_document(subject: Subject, document: Document) -> Iterator[Endpoint]:
    """Yield the operations of one document."""
    base_path = base_path_of(document).text() or ""
    for path, written in document.root.get("paths").items():
        item = followed(subject, document, written)
        for method in METHODS:
            node = item.get(method)
            if not path.startswith("x-") and isinstance(node.value, dict):
                yield Endpoint(
                    path=path,
                    method=method,
                    base_path=base_path,
                    item=written,
                    node=node,
                    own=parameters(subject, document, node),
                    shared=parameters(subject, document, item),
                    document=document,
                )


def parameters(subject: Subject, document: Document, node: Node) -> tuple[Node, ...]:
    """Return the parameters that an operation or a path lists itself, references followed."""
    listed = followed(subject, document, node.get("parameters"))
    found = (followed(subject, document, item) for item in listed.elements())
    return tuple(each for each in found if isinstance(each.value, dict) and "$ref" not in each.value)


def followed(subject: Subject, document: Document, node: Node) -> Node:
    """Return what a node stands for: what its `$ref` leads to, in as many steps as it takes, else itself."""
    for _ in range(9):
        if not (isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str)):
            break
        meant = target(subject, Reference(node, document, False))
        if meant is None:
            break
        node = meant
    return node


def base_path_of(document: Document) -> Node:
    """Return what the paths of a document start with: `basePath`, or the server variable of that name."""
    if standard_of(document) == "2":
        return document.root.get("basePath")
    for server in document.root.get("servers").elements():
        return server.get("variables").get("basePath").get("default")
    return Node(None, document.path)
