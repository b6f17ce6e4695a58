"""What rendering tells rules: the ids of each page, and which page shows which file; only what changed is rendered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.build import TEMPLATES
from specgen.check.parts import digest
from specgen.diagnostic import Diagnostic
from specgen.examine.memory import Shown
from specgen.load.spec import Loaded
from specgen.model.artifact import page_ids
from specgen.model.page import Page
from specgen.model.source import SourceFile, SourceTree
from specgen.parallel import both, halves
from specgen.render.files import build_pages, page_cost
from specgen.render.site import Site

Pages = Mapping[str, tuple[str, Shown]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering tells: the ids of each page, which page shows which file, and what was wrong."""

    ids: Mapping[str, frozenset[str]]
    homes: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What pages stand on: digests of what all share, of what changelogs tell, and of each file with what it refers to.

    `telling` are the paths of the texts that call for changelogs.
    """

    shared: str
    news: str
    files: Mapping[str, str]
    telling: frozenset[str]


def rendered(pages: Pages) -> Rendered:
    """Return what pages tell together."""
    shown = [each for _, each in pages.values()]
    return Rendered(
        {each.url: frozenset(each.ids) for each in shown},
        tuple((path, each.url) for each in shown for path in each.included),
        tuple(found for each in shown for found in each.diagnostics),
    )


def render(loaded: Loaded, site: Site, ground: Ground, known: Pages) -> Pages:
    """Return what each page shows, by its path; what is known is not rendered if nothing that it shows has changed.

    The site's memory is asked for what shortcodes drew the last time, and is told.
    """
    kept = {}
    for page in loaded.spec.pages:
        key, last = known.get(page.location.path, ("", Shown()))
        if key == key_of(page, last.included, ground):
            kept[page.location.path] = (key, last)
    todo = [page for page in loaded.spec.pages if page.location.path not in kept]
    mine, theirs = halves(todo, lambda page: page_cost(page, site))
    blocks = site.ground.memory.blocks.known
    one, other = both(lambda: (shown(mine, site), blocks), lambda: (shown(theirs, site), blocks))
    blocks.update(other[1])
    new = dict((*one[0], *other[0]))
    keyed = {page.location.path: key_of(page, new[page.location.path].included, ground) for page in todo}
    return {
        page.location.path: kept.get(page.location.path) or (keyed[page.location.path], new[page.location.path])
        for page in loaded.spec.pages
    }


def shown(pages: Iterable[Page], site: Site) -> list[tuple[str, Shown]]:
    """Return what each page shows, with its path."""
    result = []
    for page in pages:
        built = build_pages((page,), site)
        ids = page_ids(built.artifacts).get(page.url, frozenset())
        included = tuple(path for path, _ in built.homes)
        result.append((page.location.path, Shown(page.url, tuple(sorted(ids)), included, built.diagnostics)))
    return result


def key_of(page: Page, included: Iterable[str], ground: Ground) -> str:
    """Return what a page that includes some files depends on, as a digest."""
    files = [(path, ground.files.get(path)) for path in included]
    tells = page.location.path in ground.telling or any(path in ground.telling for path, _ in files)
    return digest([repr((page, files, ground.shared, ground.news if tells else "")).encode()])


def ground_of(loaded: Loaded, tree: SourceTree, theme: Sequence[SourceFile], files: Mapping[str, str]) -> Ground:
    """Return what the pages of a tree stand on. `files` are the digests of files with what they refer to."""
    spec = loaded.spec
    own = (file for file in tree.under(TEMPLATES))
    shared = (
        spec.settings,
        loaded.layout,
        spec.formats,
        spec.emoji,
        spec.proposals,
        [replace(page, body="") for page in spec.pages],
        [replace(text, body="") for text in spec.inclusions],
        sorted(loaded.documents.values),
        # Of an example only what looks like an id can make one.
        [(each.example.name, each.example.text if "id=" in each.example.text else "") for each in spec.event_examples],
        [(file.path, digest([file.data])) for file in (*spec.diagrams, *theme, *own)],
        [file.path for file in spec.statics],
    )
    news = (spec.fragments, spec.change_types, spec.change_areas)
    telling = frozenset(file.path for file in tree.files if b"changelog/" in file.data)
    return Ground(digest([repr(shared).encode()]), digest([repr(news).encode()]), files, telling)
