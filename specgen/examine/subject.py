"""Gathers what rules look at; what is dear only as far as it is wanted, and not known from before."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.build import Wish, load, theme_of
from specgen.check.parts import digest, digests_of, reaches
from specgen.diff import diff
from specgen.diff.attribution import told_by_fragments
from specgen.examine.invalid import invalid, use_sections
from specgen.examine.memory import Memory
from specgen.examine.rendered import Rendered, ground_of, render, rendered
from specgen.layouts import NEWS, Layout
from specgen.load.prose import classify, read_descriptions, read_prose
from specgen.load.spec import Loaded, LoadMemory
from specgen.memory import Latest
from specgen.model.checkout import Commit
from specgen.model.source import SourceFile, SourceTree
from specgen.model.subject import Document, Prose, Subject
from specgen.parallel import both
from specgen.render.remembered import RenderMemory
from specgen.render.site import Options, prepare

NUMBERED = re.compile(r"(.+)-\d+\Z")


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier tree to compare with, and the commits since then where they are known."""

    tree: SourceTree | None = None
    commits: tuple[Commit, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What rules look at, where `$ref` leads from each document, and what the next time may remember."""

    subject: Subject
    reach: Mapping[str, frozenset[str]]
    memory: Memory


def gather(
    tree: SourceTree, theme: Sequence[SourceFile], wanted: frozenset[str], since: Since, memory: Memory
) -> Gathered:
    """Return what rules look at. What the memory has of the last time is not made again."""
    reading = LoadMemory(Latest(dict(memory.parsed)))
    loaded = load(tree, Wish(), layout_of(tree), reading)
    reading.parsed.turn()
    documents = classify(loaded.layout, loaded.documents)
    reach = reaches(documents)
    prints = prints_of(tree, reach)
    drawing = RenderMemory(blocks=Latest(dict(memory.blocks)))
    site = prepare((loaded.spec, loaded.layout), Options(), *theme_of(tree, theme), (drawing, loaded.prints))
    ground = ground_of(loaded, tree, theme, prints)
    expand = loaded.documents.expand
    # Apart from the first, since what is expanded there is not known to be in use here.
    use_sections(documents if "metaschema" in wanted else (), expand)
    pages, wrong = both(
        lambda: render(loaded, site, ground, memory.pages) if "ids" in wanted else {},
        lambda: invalid(documents, prints, expand, memory.invalid) if "metaschema" in wanted else {},
    )
    subject = subject_of(loaded, tree, documents, rendered(pages))
    found = (*subject.loading, *(each for _, listed in wrong.values() for each in listed))
    subject = replace(subject, loading=found, commits=since.commits)
    if since.tree is not None and "previous" in wanted:
        subject = with_previous(subject, since.tree, theme, wanted)
    return Gathered(
        subject, reach, Memory(pages=pages, blocks=drawing.blocks.known, invalid=wrong, parsed=reading.parsed.known)
    )


def with_previous(subject: Subject, tree: SourceTree, theme: Sequence[SourceFile], wanted: frozenset[str]) -> Subject:
    """Return what rules look at with an earlier tree beside it, as far as it is wanted."""
    earlier = load(tree, Wish())
    ids: Mapping[str, frozenset[str]] = {}
    if "previous-ids" in wanted:
        site = prepare((earlier.spec, earlier.layout), Options(), *theme_of(tree, theme))
        ids = rendered(render(earlier, site, ground_of(earlier, tree, theme, {}), {})).ids
    changes = diff(earlier.spec, subject.spec) if "changes" in wanted else ()
    told = tuple(told_by_fragments(earlier.spec, subject.spec, changes))
    return replace(subject, previous=earlier.spec, previous_ids=ids, changes=changes, told=told)


def subject_of(loaded: Loaded, tree: SourceTree, documents: tuple[Document, ...], pages: Rendered) -> Subject:
    """Return what rules look at of a tree alone."""
    files = {file.path: file for file in tree.files}
    texts = (*read_prose(loaded.spec, files), *read_descriptions(documents))
    shown = showing(pages.homes, loaded)
    return Subject(
        spec=loaded.spec,
        tree=tree,
        documents=documents,
        prose=tuple(with_urls(text, shown, loaded) for text in texts),
        schemas={named.name: named.schema for named in loaded.spec.schemas},
        expand=loaded.documents.expand,
        loading=(*loaded.diagnostics, *pages.diagnostics),
        ids=pages.ids,
        numbered=numbered(pages.ids),
        referenced=frozenset(path for targets in loaded.documents.uses.values() for path in targets) | shown.keys(),
    )


def prints_of(tree: SourceTree, reach: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return for each file the digest of its content and of all that `$ref` leads to from there."""
    own = digests_of(tree)
    return {path: digest([f"{each} {own[each]}".encode() for each in sorted(reach.get(path, {path}))]) for path in own}


def layout_of(tree: SourceTree) -> Layout | None:
    """Return the layout of a tree that holds nothing but news fragments; None for one to be recognised."""
    alone = all(file.path.startswith("changelogs/") for file in tree.files)
    return NEWS if tree.files and alone else None


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
