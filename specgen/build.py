"""The recipes: from a source tree to a product, by wiring the rooms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from specgen.diagnostic import Diagnostic
from specgen.layouts import Layout
from specgen.load.pages import read_page
from specgen.load.spec import Loaded, LoadMemory, load_spec
from specgen.load.told import counts, describe
from specgen.memory import Latest
from specgen.model.page import Page
from specgen.model.source import SourceFile, SourceTree
from specgen.pack import Product
from specgen.parallel import both, halves
from specgen.render.comparisons import comparison_pages
from specgen.render.files import Built, build_pages, build_rest, page_cost, with_sections
from specgen.render.remembered import RenderMemory
from specgen.render.site import Options, Site, prepare
from specgen.render.story import Story
from specgen.render.templates import Templates, templates_key, templates_of

TEMPLATES = "templates/site/"
UNRELEASED = "/changelog/unstable/"
# The part of the theme that only sites with a history need.
HISTORY_STYLE = "history.css"
Unreleased = Callable[[SourceTree], tuple[str | None, Sequence[Diagnostic]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a user asks of a site. Empty: as the tree says.

    `versions_url` is where the site of all versions stands, if this is one of them; `story` is what pages show of the
    specification's history.
    """

    base_url: str = ""
    api_base_url: str = ""
    status: str = ""
    version: str = ""
    versions_url: str | None = None
    story: Story = field(default_factory=Story)


@dataclass(frozen=True, slots=True)
class Memory:
    """What builds of one tree, one after the other, remember. It holds what the last one was made of."""

    load: LoadMemory = field(default_factory=LoadMemory)
    templates: Latest[Templates] = field(default_factory=Latest)
    render: RenderMemory = field(default_factory=RenderMemory)

    def turn(self) -> None:
        """Forget what the last build did not ask for."""
        self.load.parsed.turn()
        self.render.blocks.turn()
        self.render.pages.turn()
        self.render.bundles.turn()
        self.render.sections.turn()


def load(tree: SourceTree, wish: Wish, layout: Layout | None = None, memory: LoadMemory | None = None) -> Loaded:
    """Return the tree's spec with the wished status."""
    loaded = load_spec(tree, layout, memory)
    if not wish.status:
        return loaded
    version = "unstable" if wish.status == "unstable" else wish.version or loaded.spec.settings.version
    settings = replace(loaded.spec.settings, status=wish.status, version=version)
    return replace(loaded, spec=replace(loaded.spec, settings=settings))


def site(
    tree: SourceTree,
    theme: Sequence[SourceFile],
    unreleased: Unreleased,
    wish: Wish,
    memory: Memory | None = None,
) -> Product:
    """Return the site of a tree.

    `theme` are the templates that come with specgen; a tree's own replace them. `unreleased` makes the page of what
    has changed since the last release; it is asked for an unstable tree only. What `memory` has from an earlier build
    is not made again; without one the same is made from nothing.
    """
    memory = memory or Memory()
    loaded = with_unreleased(load(tree, wish, memory=memory.load), tree, unreleased)
    options = Options(
        base_url=wish.base_url.rstrip("/"),
        api_base_url=wish.api_base_url.rstrip("/"),
        versions_url=wish.versions_url,
        story=wish.story,
    )
    templates, statics = theme_of(tree, theme, memory.templates)
    own = tuple(file for file in statics if file.path != HISTORY_STYLE or wish.story.key)
    shared = prepare((loaded.spec, loaded.layout), options, templates, own, (memory.render, loaded.prints))
    pages = built_pages(shared)
    rest = (*build_rest(shared, pages), *comparison_pages(shared, pages))
    memory.turn()
    problems = describe((*loaded.diagnostics, *pages.diagnostics), tree)
    return Product((*pages.artifacts, *rest), problems, counts(loaded))


def with_unreleased(loaded: Loaded, tree: SourceTree, unreleased: Unreleased) -> Loaded:
    """Return an unstable spec with the page of what has changed since its last release."""
    known = any(page.url == UNRELEASED for page in loaded.spec.pages)
    if loaded.spec.settings.status != "unstable" or known:
        return loaded
    text, diagnostics = unreleased(tree)
    found = (*loaded.diagnostics, *diagnostics)
    if text is None:
        return replace(loaded, diagnostics=found)
    page, _ = read_page(SourceFile("changelog/unstable.md", text.encode()), "changelog/unstable.md")
    pages = (*loaded.spec.pages, replace(page, weight=1))
    return replace(loaded, spec=replace(loaded.spec, pages=pages), diagnostics=found)


def theme_of(
    tree: SourceTree, theme: Sequence[SourceFile], known: Latest[Templates] | None = None
) -> tuple[Templates, tuple[SourceFile, ...]]:
    """Return templates and static files of the theme; the tree's own win, and then run in a sandbox."""
    own = {file.path[len(TEMPLATES) :]: file for file in tree.under(TEMPLATES)}
    files = {**{file.path: file for file in theme}, **own}
    texts = {path: file.text() for path, file in files.items() if path.endswith(".html")}
    statics = tuple(
        SourceFile(path[len("theme/") :], file.data)
        for path, file in sorted(files.items())
        if path.startswith("theme/")
    )
    trusted, latest = not own, known or Latest()
    return latest.of("", templates_key(texts, trusted), lambda: templates_of(texts, trusted)), statics


def built_pages(shared: Site) -> Built:
    """Return all pages; two processes share them where nothing is remembered."""
    memory = shared.ground.memory

    def whole(pages: Sequence[Page]) -> Built:
        return with_sections(build_pages(pages, shared), shared)

    if memory.pages.known:
        return whole(shared.spec.pages)
    first, second = halves(shared.spec.pages, lambda page: page_cost(page, shared))
    one, other = both(lambda: (whole(first), memory), lambda: (whole(second), memory))
    memory.take(other[1])
    return joined(one[0], other[0], shared)


def joined(one: Built, other: Built, shared: Site) -> Built:
    """Return two parts of a site as one, in the order of the pages."""
    place = {page.url: index for index, page in enumerate(shared.spec.pages)}
    artifacts = (*one.artifacts, *other.artifacts)
    homes = (*one.homes, *other.homes)
    return Built(
        tuple(sorted(artifacts, key=lambda file: place[f"/{file.path}".rpartition("/")[0] + "/"])),
        (*one.diagnostics, *other.diagnostics),
        tuple(sorted(homes, key=lambda home: place[home[1]])),
        (*one.sections, *other.sections),
    )
