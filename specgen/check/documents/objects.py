"""Every object of the API documents, with what it is: also those in other files that a `$ref` leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.check.documents.openapi_grammar import EXTENSIBLE, GRAMMARS, Member
from specgen.check.documents.references import Reference, target
from specgen.check.once import once
from specgen.model.node import Node
from specgen.model.subject import Document, Subject


@dataclass(frozen=True, slots=True)
class Object:
    """One object of an API document. `kind` is the standard's name for it, `standard` is `3` or `2`.

    `document` is the API document that it was first met in. Where the author wrote a `$ref`, the node is what holds it.
    """

    kind: str
    node: Node
    standard: str
    document: Document

    @property
    def is_reference(self) -> bool:
        """Tell whether it only stands for another object."""
        return "$ref" in self.node.value


@once
def objects(subject: Subject) -> tuple[Object, ...]:
    """Return every object of all API documents, each once; schemas are there, what is in them is not."""
    seen: set[tuple[str, str, str]] = set()
    result: list[Object] = []
    for document in subject.of_kind("api"):
        standard = standard_of(document)
        stack = [Object("OpenAPI", document.root, standard, document)]
        while stack:
            each = stack.pop()
            key = (each.node.path, each.node.pointer, each.kind)
            if isinstance(each.node.value, dict) and key not in seen:
                seen.add(key)
                result.append(each)
                stack.extend(reversed(list(below(subject, each))))
    return tuple(result)


@once
def by_kind(subject: Subject) -> dict[str, list[Object]]:
    """Return the objects by kind, without those that only stand for another one."""
    result: dict[str, list[Object]] = {}
    for each in objects(subject):
        if not each.is_reference:
            result.setdefault(each.kind, []).append(each)
    return result


def standard_of(document: Document) -> str:
    """Return `2` for a Swagger document, else `3`."""
    return "2" if "swagger" in document.root.value else "3"


def below(subject: Subject, parent: Object) -> Iterator[Object]:
    """Yield the objects directly in an object, and the one that its `$ref` leads to."""
    if isinstance(parent.node.value.get("$ref"), str):
        meant = target(subject, Reference(parent.node, parent.document, False))
        if meant is not None:
            yield Object(parent.kind, meant, parent.standard, parent.document)
    for keyword, member in GRAMMARS[parent.standard].get(parent.kind, {}).items():
        if member.shape and keyword in parent.node.value:
            for node in members(followed(subject, parent, keyword, member), keyword, member):
                yield Object(member.kind, node, parent.standard, parent.document)


def followed(subject: Subject, parent: Object, keyword: str, member: Member) -> Node:
    """Return the value of a keyword; a mapping as a whole may stand in another file, as authors like it."""
    node = parent.node.get(keyword)
    if member.shape == "map" and isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
        return target(subject, Reference(node, parent.document, False)) or node
    return node


def members(node: Node, keyword: str, member: Member) -> Iterator[Node]:
    """Yield the nodes of the objects that the value of a keyword is made of."""
    if member.shape == "one":
        yield node
    elif member.shape == "list":
        yield from node.elements()
    else:
        for name, item in node.items():
            if keyword not in EXTENSIBLE or not name.startswith("x-"):
                yield item
