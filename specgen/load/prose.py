"""Finds every Markdown text of a tree: files, and descriptions inside documents."""

import re
from collections.abc import Iterator

from specgen.layouts import Layout
from specgen.load.pages import split_front_matter
from specgen.load.refs import Documents
from specgen.load.spec import api_documents
from specgen.model.node import Node
from specgen.model.source import SourceFile
from specgen.model.spec import Spec
from specgen.model.subject import Document, Prose

# Nobody writes lines like that; what looks for patterns could need hours for one.
LONGEST_LINE = 20_000
TOO_LONG = re.compile(f"[^\\n]{{{LONGEST_LINE + 1},}}")
# Below these keywords stand values, not schemas; below those, names that an author chose.
VALUES = ("example", "examples", "default", "enum", "const", "x-example")
NAMES = ("properties", "patternProperties", "responses", "headers", "content", "paths", "definitions", "$defs")


def read_prose(spec: Spec, files: dict[str, SourceFile]) -> Iterator[Prose]:
    """Yield the text of each page and included text, with blanks for front matter and lines beyond all measure."""
    for page in spec.pages:
        yield Prose("page", readable(blanked(files[page.location.path])), page.location)
    for text in spec.inclusions:
        yield Prose(text.kind, readable(blanked(files[text.location.path])), text.location)


def readable(text: str) -> str:
    """Return a text with blanks for lines that are longer than any that people write; offsets stay."""
    return TOO_LONG.sub(lambda match: " " * len(match[0]), text)


def blanked(file: SourceFile) -> str:
    """Return a file's text with blanks for its front matter, so that offsets stay those of the file."""
    text = file.text()
    body = split_front_matter(file)[1]
    start = len(text) - len(body) if text.endswith(body) else 0
    return "".join("\n" if character == "\n" else " " for character in text[:start]) + text[start:]


def read_descriptions(documents: tuple[Document, ...]) -> Iterator[Prose]:
    """Yield every description in documents that are no examples."""
    for document in documents:
        if document.kind != "example":
            yield from descriptions(document.root, False)


def descriptions(node: Node, named: bool) -> Iterator[Prose]:
    """Yield the descriptions at or below a node; `named`: its keys are names, not keywords."""
    for item in node.elements():
        yield from descriptions(item, False)
    for key, member in node.items():
        if not named and key in VALUES:
            continue
        if not named and key == "description" and isinstance(member.value, str):
            yield Prose("description", readable(member.value), member.location)
        elif not named and key == "x-changedInMatrixVersion":
            texts = (text for _, text in member.items() if isinstance(text.value, str))
            yield from (Prose("description", text.value, text.location) for text in texts)
        else:
            yield from descriptions(member, not named and key in NAMES)


def classify(layout: Layout, documents: Documents) -> tuple[Document, ...]:
    """Return all documents with what kind each is."""
    apis = {root.path for _, root in api_documents(layout, documents)}
    return tuple(Document(kind_of(path, layout, apis), documents.node(path)) for path in sorted(documents.values))


def kind_of(path: str, layout: Layout, apis: set[str]) -> str:
    """Return the kind of a document by where it stands."""
    folder = path.rpartition("/")[0]
    if path in apis:
        return "api"
    if folder == layout.events:
        return "event"
    if path.startswith(f"{layout.events}/core-event-schema/"):
        return "core-event"
    if path.startswith(f"{layout.examples}/") or "/examples/" in path:
        return "example"
    return "definition" if path.startswith(tuple(f"{place}/" for place in layout.schemas)) else "data"
