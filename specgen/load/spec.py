"""From a source tree to a specification: finds the files of each kind and has them read."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from specgen.diagnostic import Diagnostic
from specgen.layouts import Layout, recognise
from specgen.load.bundle import read_bundle
from specgen.load.data import read_emoji, read_formats, read_proposals
from specgen.load.fragments import read_change_areas, read_change_types, read_fragments
from specgen.load.nodes import parse
from specgen.load.openapi import read_api
from specgen.load.pages import read_inclusion, read_page, split_front_matter
from specgen.load.refs import Documents, stem
from specgen.load.schema import SchemaReader
from specgen.load.settings import read_settings
from specgen.load.swagger import read_swagger
from specgen.location import Location
from specgen.memory import Latest, key_of
from specgen.model.api import Api, Example
from specgen.model.event import EventExample, EventType
from specgen.model.node import Node
from specgen.model.page import Inclusion, Page
from specgen.model.proposal import ProposalState
from specgen.model.source import SourceFile, SourceTree
from specgen.model.spec import Bundle, Emoji, NamedSchema, Spec, StringFormat

INCLUSIONS = {"client-server-api/modules": "module", "rooms/fragments": "fragment"}


Parsed = tuple[object, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A specification and what is wrong with its files.

    `prints` has for each document a key of its content and of all that it refers to, at any distance.
    """

    spec: Spec
    layout: Layout
    documents: Documents
    diagnostics: tuple[Diagnostic, ...]
    prints: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What the documents of a tree say: all of it but pages and other texts."""

    documents: Documents
    prints: Mapping[str, bytes]
    apis: tuple[Api, ...]
    event_types: tuple[EventType, ...]
    event_examples: tuple[EventExample, ...]
    schemas: tuple[NamedSchema, ...]
    formats: tuple[StringFormat, ...]
    emoji: tuple[Emoji, ...]
    proposals: tuple[ProposalState, ...]
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True)
class LoadMemory:
    """What loading remembers: each document as it was parsed, and what all of them say."""

    parsed: Latest[Parsed] = field(default_factory=Latest)
    data: Latest[Data] = field(default_factory=Latest)


@dataclass(frozen=True, slots=True)
class Content:
    """The pages of a tree, the texts that they include, and what is wrong with them."""

    pages: tuple[Page, ...]
    inclusions: tuple[Inclusion, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_spec(tree: SourceTree, layout: Layout | None = None, memory: LoadMemory | None = None) -> Loaded:
    """Load everything that a tree says. Raises `SpecgenError` only for a tree of no known layout."""
    memory = memory or LoadMemory()
    layout = layout or recognise(tree)
    settings, found = read_settings(tree, layout)
    keys = {file.path: key_of((file.data,)) for file in document_files(tree, layout)}
    values, bad_documents = read_documents(tree, keys, memory.parsed)
    listed = (part for path, key in keys.items() for part in (path, key))
    data = memory.data.of("", key_of((repr(layout), *listed)), lambda: read_data(layout, values, keys))
    content = read_content(tree, layout)
    spec = Spec(
        settings=settings,
        apis=data.apis,
        event_types=data.event_types,
        event_examples=data.event_examples,
        schemas=data.schemas,
        formats=data.formats,
        pages=content.pages,
        inclusions=(*content.inclusions, *old_changelogs(tree, layout)),
        fragments=read_fragments(tree, layout),
        change_types=read_change_types(tree, layout),
        change_areas=read_change_areas(tree, layout),
        emoji=data.emoji,
        proposals=data.proposals,
        bundles=data.bundles,
        statics=tuple(file for folder in layout.statics for file in relative(tree, folder)),
        diagrams=tuple(relative(tree, layout.diagrams)),
        data_root=layout.data,
        core_events=f"{layout.events}/core-event-schema",
    )
    wrong = (*found, *bad_documents, *content.diagnostics, *data.documents.found)
    return Loaded(spec, layout, data.documents, wrong, data.prints)


def relative(tree: SourceTree, folder: str) -> Iterable[SourceFile]:
    """Yield the files below a folder with paths relative to it."""
    return (SourceFile(file.path[len(folder) + 1 :], file.data) for file in tree.under(folder))


def document_files(tree: SourceTree, layout: Layout) -> Iterator[SourceFile]:
    """Yield every YAML and JSON file that holds data."""
    folders = tuple(f"{folder}/" for folder in layout.documents)
    singles = (*layout.formats, layout.emoji, layout.proposals)
    for file in tree.files:
        wanted = file.path.startswith(folders) and file.path.endswith((".yaml", ".yml", ".json"))
        if wanted or file.path in singles:
            yield file


def read_documents(
    tree: SourceTree, keys: Mapping[str, bytes], parsed: Latest[Parsed]
) -> tuple[dict[str, object], tuple[Diagnostic, ...]]:
    """Parse the files that hold data, as far as they were not parsed before."""
    values: dict[str, object] = {}
    found: list[Diagnostic] = []
    for file in tree.files:
        if file.path in keys:
            values[file.path], diagnostics = parsed.of(file.path, keys[file.path], partial(parse, file))
            found.extend(diagnostics)
    return values, tuple(found)


def read_data(layout: Layout, values: Mapping[str, object], keys: Mapping[str, bytes]) -> Data:
    """Read what parsed documents say."""
    documents = Documents(values)
    reader = SchemaReader(documents)
    apis, events = read_apis(layout, documents, reader), read_events(layout, reader)
    return Data(
        documents=documents,
        apis=apis,
        event_types=events,
        event_examples=read_event_examples(layout, documents),
        schemas=read_schemas(layout, reader),
        formats=next((read_formats(documents.node(path)) for path in layout.formats if path in values), ()),
        emoji=read_emoji(documents.node(layout.emoji)),
        proposals=read_proposals(documents.node(layout.proposals)),
        bundles=read_bundles(layout, documents),
        prints=dict(prints(keys, documents.uses)),
    )


def prints(keys: Mapping[str, bytes], uses: Mapping[str, set[str]]) -> Iterator[tuple[str, bytes]]:
    """Yield for each document a key of its content and of all that it refers to, at any distance."""
    for path in keys:
        reached = {path}
        queue = [path]
        while queue:
            new = uses.get(queue.pop(), set()) - reached
            reached |= new
            queue.extend(new)
        yield path, key_of(part for each in sorted(reached) for part in (each, keys[each]))


def api_documents(layout: Layout, documents: Documents) -> list[tuple[str, Node]]:
    """Return (folder, root) of each API document: the YAML files directly in a folder of `apis`."""
    result = []
    for path in sorted(documents.values):
        parts = path.removeprefix(layout.apis + "/").split("/")
        root = documents.node(path)
        if (
            path.startswith(layout.apis + "/")
            and len(parts) == 2
            and isinstance(root.value, dict)
            and "paths" in root.value
        ):
            result.append((parts[0], root))
    return result


def read_apis(layout: Layout, documents: Documents, reader: SchemaReader) -> tuple[Api, ...]:
    """Read all API documents, of either standard."""
    return tuple(
        (read_swagger if "swagger" in root.value else read_api)(
            folder, posixpath.basename(stem(root.path)), root, reader
        )
        for folder, root in api_documents(layout, documents)
    )


def read_bundles(layout: Layout, documents: Documents) -> tuple[Bundle, ...]:
    """Make one bundle for each API folder."""
    roots: dict[str, list[Node]] = {}
    for folder, root in api_documents(layout, documents):
        roots.setdefault(folder, []).append(root)
    return tuple(read_bundle(folder, nodes, documents) for folder, nodes in roots.items())


def read_events(layout: Layout, reader: SchemaReader) -> tuple[EventType, ...]:
    """Read the event schemas: the files directly in the folder."""
    paths = sorted((path for path in reader.documents.values if posixpath.dirname(path) == layout.events), key=stem)
    return tuple(
        EventType(posixpath.basename(stem(path)), reader.read(reader.documents.node(path)), Location(path))
        for path in paths
    )


def read_event_examples(layout: Layout, documents: Documents) -> tuple[EventExample, ...]:
    """Read the examples of events, references resolved."""
    paths = sorted((path for path in documents.values if posixpath.dirname(path) == layout.examples), key=stem)
    return tuple(
        EventExample(Example(posixpath.basename(stem(path)), documents.example(documents.node(path))), Location(path))
        for path in paths
    )


def read_schemas(layout: Layout, reader: SchemaReader) -> tuple[NamedSchema, ...]:
    """Read the schemas in files of their own, and every one that something refers to."""
    folders = tuple(f"{folder}/" for folder in layout.schemas)
    whole = (path for path in reader.documents.values if path.startswith(folders))
    for path in whole:
        value = reader.documents.values[path]
        if isinstance(value, dict) and "paths" not in value:
            reader.wanted.setdefault(path)
    done: dict[str, NamedSchema] = {}
    while len(done) < len(reader.wanted):
        for name in tuple(reader.wanted):
            if name not in done:
                done[name] = NamedSchema(name, reader.read(reader.documents.at(name)))
    return tuple(done[name] for name in sorted(done))


def read_content(tree: SourceTree, layout: Layout) -> Content:
    """Read pages and the texts that they include."""
    pages: list[Page] = []
    inclusions: list[Inclusion] = []
    found: list[Diagnostic] = []
    static = tuple(f"{folder}/" for folder in (*layout.statics, layout.diagrams))
    files = {
        file.path[len(layout.content) + 1 :]: file
        for file in tree.under(layout.content)
        if not file.path.startswith(static)
    }
    headless = {folder for folder in INCLUSIONS if is_headless(files.get(f"{folder}/index.md"))}
    for path, file in files.items():
        folder, _, name = path.rpartition("/")
        if not path.endswith(".md") or (folder in headless and name == "index.md"):
            continue
        kind = INCLUSIONS.get(folder) or bundled_kind(folder, name, files)
        if kind:
            inclusion, diagnostics = read_inclusion(kind, file, path, layout.early_modules and not headless)
            inclusions.append(inclusion)
        else:
            page, diagnostics = read_page(file, path)
            pages.append(page)
        found.extend(diagnostics)
    return Content(tuple(pages), tuple(inclusions), tuple(found))


def bundled_kind(folder: str, name: str, files: Mapping[str, SourceFile]) -> str:
    """Return the kind of a text beside an `index.md` (Hugo's leaf bundle): it is part of that page."""
    return folder if folder and name != "index.md" and f"{folder}/index.md" in files else ""


def old_changelogs(tree: SourceTree, layout: Layout) -> tuple[Inclusion, ...]:
    """Return the changelogs of earlier releases where they stand beside the templates (v1.2 to v1.4)."""
    files = tree.under(layout.old_changelogs) if layout.old_changelogs else ()
    return tuple(read_inclusion("changelog", file, file.path, False)[0] for file in files if file.path.endswith(".md"))


def is_headless(index: SourceFile | None) -> bool:
    """Tell whether a folder's index says that its texts are no pages."""
    return index is not None and split_front_matter(index)[0].get("headless").value is True
