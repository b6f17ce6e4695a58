"""Security schemes of a document: those that it defines, and those that its operations ask for."""

from collections.abc import Iterator

from specgen.check.documents.api_operations import followed
from specgen.check.documents.objects import standard_of
from specgen.check.documents.walks import operations
from specgen.model.node import Node
from specgen.model.subject import Document, Subject


def defined(subject: Subject, document: Document) -> Iterator[tuple[str, Node]]:
    """Yield the schemes that a document defines, or that the file defines which it takes all of them from."""
    if standard_of(document) == "2":
        schemes = document.root.get("securityDefinitions")
    else:
        schemes = document.root.get("components").get("securitySchemes")
    for name, node in followed(subject, document, schemes).items():
        if not name.startswith("x-"):
            yield name, node


def required(document: Document) -> Iterator[tuple[str, Node]]:
    """Yield the schemes that a document or one of its operations asks for, as written."""
    lists = [document.root.get("security"), *(each.node.get("security") for each in operations(document))]
    for listed in lists:
        for requirement in listed.elements():
            yield from requirement.items()
