"""From a source tree to diagnostics: gathers what rules look at, runs them, and finds the lines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from specgen.build import Wish, built_pages, load, theme_of
from specgen.check.documents.walks import schemas
from specgen.check.engine import Choice, chosen, needs, run
from specgen.check.registry import DATA_RULES, RULES
from specgen.check.rule import Rule, name_of
from specgen.check.suppress import apply, read_suppressions
from specgen.diagnostic import Diagnostic
from specgen.diff import diff
from specgen.layouts import NEWS, Layout
from specgen.load.nodes import place_of
from specgen.load.prose import classify, read_descriptions, read_prose
from specgen.load.spec import Loaded
from specgen.location import Location
from specgen.model.artifact import page_ids
from specgen.model.checkout import Commit
from specgen.model.source import SourceFile, SourceTree
from specgen.model.subject import Document, Prose, Subject
from specgen.parallel import both
from specgen.render.site import Options, prepare

NUMBERED = re.compile(r"(.+)-\d+\Z")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering tells: the ids of each page, which page shows which file, and what was wrong."""

    ids: Mapping[str, frozenset[str]]
    homes: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def examine(
    tree: SourceTree,
    theme: Sequence[SourceFile],
    choice: Choice,
    previous: SourceTree | None = None,
    commits: tuple[Commit, ...] = (),
) -> list[Diagnostic]:
    """Return what is wrong with a tree; each location is a line, its offset the column. In a stable order.

    `previous` is an earlier tree to compare with, `commits` those since then where they are known.
    """
    rules = chosen(RULES, choice)
    subject = replace(subject_of(tree, theme, needs(rules), previous), commits=commits)
    data = [rule for rule in rules if rule in DATA_RULES]
    texts = [rule for rule in rules if rule not in DATA_RULES]
    one, other = both(lambda: placed(data, subject, choice), lambda: placed(texts, subject, choice))
    ran = frozenset(map(name_of, rules))
    return sorted(apply(sorted({*one, *other}, key=order), read_suppressions(tree.files), ran), key=order)


def placed(rules: Sequence[Rule], subject: Subject, choice: Choice) -> list[Diagnostic]:
    """Return what rules find, with lines for locations; file by file, so that each is read once."""
    files = {file.path: file for file in subject.tree.files}
    found = sorted(run(rules, subject, choice), key=lambda each: each.location.path)
    return [placed_at(each, files) for each in found]


def order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Return what diagnostics are sorted by."""
    place = diagnostic.location
    return place.path, place.line or 0, place.offset or 0, diagnostic.rule, diagnostic.message


def placed_at(diagnostic: Diagnostic, files: Mapping[str, SourceFile]) -> Diagnostic:
    """Return a diagnostic with lines for locations."""
    related = tuple(line_of(each, files) for each in diagnostic.related)
    return replace(diagnostic, location=line_of(diagnostic.location, files), related=related)


def line_of(location: Location, files: Mapping[str, SourceFile]) -> Location:
    """Return a location as line and column."""
    file = files.get(location.path)
    line, column = place_of(file.data, location) if file else (location.line or 1, 1)
    return Location(location.path, line=line, offset=column)


def subject_of(
    tree: SourceTree, theme: Sequence[SourceFile], wanted: frozenset[str], previous: SourceTree | None
) -> Subject:
    """Return what rules look at; what is dear only as far as it is wanted."""
    loaded = load(tree, Wish(), layout_of(tree))
    rendered = render(tree, theme, loaded) if "ids" in wanted else Rendered({})
    earlier = load(previous, Wish()) if previous is not None and "previous" in wanted else None
    documents = classify(loaded.layout, loaded.documents)
    files = {file.path: file for file in tree.files}
    texts = (*read_prose(loaded.spec, files), *read_descriptions(documents))
    shown = showing(rendered.homes, loaded)
    uses = loaded.documents.uses
    return Subject(
        spec=loaded.spec,
        tree=tree,
        documents=documents,
        prose=tuple(with_urls(text, shown, loaded) for text in texts),
        schemas={named.name: named.schema for named in loaded.spec.schemas},
        expand=loaded.documents.expand,
        loading=(*loaded.diagnostics, *rendered.diagnostics, *invalid(documents, loaded, wanted)),
        ids=rendered.ids,
        numbered=numbered(rendered.ids),
        previous=earlier.spec if earlier else None,
        previous_ids=render(previous, theme, earlier).ids if previous and earlier and "previous-ids" in wanted else {},
        changes=diff(earlier.spec, loaded.spec) if earlier and "changes" in wanted else (),
        referenced=frozenset(path for targets in uses.values() for path in targets) | shown.keys(),
    )


def invalid(documents: Sequence[Document], loaded: Loaded, wanted: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what the validators of the standards find, where that is wanted; only then they are imported."""
    if "metaschema" in wanted:
        metaschema = import_module("specgen.load.metaschema")
        apis = [document.root for document in documents if document.kind == "api"]
        old = any("swagger" in root.value for root in apis)  # whose validator looks into schemas itself
        kinds = ("definition", "event", "core-event") if old else ("api", "definition", "event", "core-event")
        nodes = (node for document in documents if document.kind in kinds for node in schemas(document))
        yield from metaschema.validate_apis(apis, loaded.documents.expand)
        yield from metaschema.validate_schemas(nodes, metaschema.DRAFT_4 if old else metaschema.LATEST)


def layout_of(tree: SourceTree) -> Layout | None:
    """Return the layout of a tree that holds nothing but news fragments; None for one to be recognised."""
    alone = all(file.path.startswith("changelogs/") for file in tree.files)
    return NEWS if tree.files and alone else None


def render(tree: SourceTree, theme: Sequence[SourceFile], loaded: Loaded) -> Rendered:
    """Return what rendering a tree tells."""
    built = built_pages(prepare((loaded.spec, loaded.layout), Options(), *theme_of(tree, theme)))
    return Rendered(page_ids(built.artifacts), built.homes, built.diagnostics)


def numbered(ids: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the ids that end in a number only because another one came first."""
    result = {}
    for url, names in ids.items():
        matches = {name: NUMBERED.match(name) for name in names}
        result[url] = frozenset(name for name, match in matches.items() if match and match[1] in names)
    return result


def showing(homes: Iterable[tuple[str, str]], loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """Return the pages that show each file: those that include it, and those that show what refers to it."""
    shown: dict[str, set[str]] = {}
    queue = list(homes)
    while queue:
        path, url = queue.pop()
        if url not in shown.setdefault(path, set()):
            shown[path].add(url)
            queue.extend((target, url) for target in loaded.documents.uses.get(path, ()))
    return {path: tuple(sorted(urls)) for path, urls in shown.items()}


def with_urls(text: Prose, shown: Mapping[str, tuple[str, ...]], loaded: Loaded) -> Prose:
    """Return a text with the pages that show it."""
    own = tuple(page.url for page in loaded.spec.pages if page.location.path == text.place.path)
    return replace(text, urls=own or shown.get(text.place.path, ()))
