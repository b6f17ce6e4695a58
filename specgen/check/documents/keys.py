"""Every key of every document that is not in an example, with what it is."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from specgen.check.documents.references import NAMES, VALUES
from specgen.check.once import once
from specgen.location import escape
from specgen.model.node import Node
from specgen.model.subject import Document, Subject


class Key(NamedTuple):
    """One key and the node of its value. `is_name`: the author chose it, it is no keyword. A tuple: there are many."""

    name: str
    node: Node
    document: Document
    is_name: bool


CHOSEN = frozenset((*NAMES, "schemas", "securitySchemes", "scopes", "variables", "mapping"))


@once
def keys(subject: Subject) -> tuple[Key, ...]:
    """Return the keys of all documents that are no examples."""
    return tuple(key for document in subject.documents if document.kind != "example" for key in in_document(document))


def in_document(document: Document) -> Iterator[Key]:
    """Yield the keys of one document."""
    stack: list[tuple[Any, str, bool]] = [(document.root.value, "", False)]
    while stack:
        value, pointer, named = stack.pop()
        if isinstance(value, list):
            stack.extend((item, f"{pointer}/{index}", False) for index, item in enumerate(value))
        elif isinstance(value, dict):
            for name, item in value.items():
                below = f"{pointer}/{escape(name)}"
                yield Key(name, Node(item, document.path, below), document, named)
                if isinstance(item, dict | list) and (named or name not in VALUES):
                    stack.append((item, below, not named and name in CHOSEN))
