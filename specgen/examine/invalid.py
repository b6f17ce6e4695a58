"""What the validators of the standards find in documents; those that have not changed are not validated again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from specgen.check.documents.walks import schemas
from specgen.diagnostic import Diagnostic
from specgen.model.subject import Document

SCHEMAS = ("definition", "event", "core-event")
Known = Mapping[str, tuple[str, tuple[Diagnostic, ...]]]
Expand = Callable[[Any], Any]


def invalid(documents: Sequence[Document], prints: Mapping[str, str], expand: Expand, known: Known) -> Known:
    """Return what is wrong with documents by path. `prints` change with a document and with what it refers to."""
    old = any("swagger" in document.root.value for document in documents if document.kind == "api")
    result = {}
    for document in documents:
        if document.kind == "api" or document.kind in SCHEMAS:
            key = f"{document.kind} {old} {prints[document.path]}"
            last = known.get(document.path)
            found = last[1] if last and last[0] == key else tuple(validated(document, old, expand))
            result[document.path] = (key, found)
    return result


def use_sections(documents: Sequence[Document], expand: Expand) -> None:
    """Follow the references that are whole sections, as validating does: what they lead to is in use."""
    for document in documents:
        sections = [section for _, section in document.root.items() if document.kind in ("api", *SCHEMAS)]
        for section in sections:
            if isinstance(section.value, dict) and "$ref" in section.value:
                expand(section)


def validated(document: Document, old: bool, expand: Expand) -> Iterator[Diagnostic]:
    """Yield what is wrong with one document. `old`: the tree's APIs are of Swagger 2.0.

    Only now the validators are imported: that takes longer than many a check.
    """
    metaschema = import_module("specgen.load.metaschema")
    if document.kind == "api":
        yield from metaschema.validate_apis([document.root], expand)
    if document.kind in SCHEMAS or not old:  # the validator of Swagger looks into schemas itself
        yield from metaschema.validate_schemas(schemas(document), metaschema.DRAFT_4 if old else metaschema.LATEST)
