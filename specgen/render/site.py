"""All files of a site (INPUT 2, 3, 11)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from specgen.layouts import Layout, page_of
from specgen.location import NOWHERE
from specgen.memory import key_of
from specgen.model.page import Page
from specgen.model.resolve import Resolver
from specgen.model.source import SourceFile
from specgen.model.spec import Spec
from specgen.render.expand import Expander
from specgen.render.lean import lean
from specgen.render.library import Library, library_of
from specgen.render.links import Links, section_of
from specgen.render.markdown import Heading, Markdown
from specgen.render.navigation import breadcrumb, contents, endpoint_groups, sidebar
from specgen.render.pieces import Pieces, render_pieces
from specgen.render.releases import release_of
from specgen.render.remembered import Drawn, Ground, RenderMemory
from specgen.render.shortcodes import Endpoint, Scope
from specgen.render.story import Story
from specgen.render.tables import Drawing
from specgen.render.templates import Templates
from specgen.render.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build is asked for. `base_url` has no slash at its end; `api_base_url` is that of links in bundles.

    `versions_url` is where the site of all versions stands (no slash at its end), None for a site that is alone: pages
    of one version among others have a switcher, and places for what is said of the version later.
    """

    base_url: str = ""
    api_base_url: str = ""
    versions_url: str | None = None
    story: Story = field(default_factory=Story, repr=False)


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of a site share."""

    spec: Spec
    layout: Layout
    options: Options
    library: Library
    drawing: Drawing
    templates: Templates
    theme: tuple[SourceFile, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Body:
    """A page's main content."""

    html: str
    headings: tuple[Heading, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Expanded:
    """A page's text with its shortcodes expanded, and the expander with what it found on the way."""

    source: str
    expander: Expander

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Return what the page's list of endpoints shows."""
        return tuple(self.expander.scope.endpoints)


def prepare(
    loaded: tuple[Spec, Layout],
    options: Options,
    templates: Templates,
    theme: tuple[SourceFile, ...],
    known: tuple[RenderMemory, Mapping[str, bytes]] | None = None,
) -> Site:
    """Return what all pages share. `known` is what earlier builds remember, and a print of each document."""
    spec, layout = loaded
    memory, prints = known or (RenderMemory(), {})
    links = Links(frozenset(page.url for page in spec.pages), options.base_url, memory.answers)
    memory.check(links)
    library = library_of(spec)
    texts = Texts(Markdown(spec.settings.maths), links)
    formats = {known.name: known for known in spec.formats}
    drawing = Drawing(Resolver(library.schemas), formats, links, texts, story=options.story)
    ground = Ground(
        markdown_key(spec),
        text_key(spec, links, templates, options.story),
        page_key(spec, options, theme),
        prints,
        memory,
    )
    return Site(spec, layout, options, library, drawing, templates, theme, ground)


def markdown_key(spec: Spec) -> bytes:
    """Return what stands for all that Markdown is read with, but for where links lead, which is checked."""
    return key_of((repr(spec.settings.maths),))


def text_key(spec: Spec, links: Links, templates: Templates, story: Story) -> bytes:
    """Return what stands for all that texts and blocks are made with, but for where links lead, which is checked."""
    settings = spec.settings
    said = (settings.maths, settings.collapsed, settings.state_key_label, settings.old_definition_ids)
    words = (repr(said), repr(spec.formats), spec.data_root, spec.core_events, links.base_url)
    return key_of((templates.key, story.key, *words))


def page_key(spec: Spec, options: Options, theme: tuple[SourceFile, ...]) -> bytes:
    """Return what stands for all that is around the text of every page: navigation, theme, what there is beside it."""
    pages = (repr(replace(page, body="", first_line=1, location=NOWHERE)) for page in spec.pages)
    beside = (*(theme_url(file) for file in theme), *(file.path for file in spec.statics))
    return key_of(
        (repr(options), repr(spec.settings), repr([bundle.folder for bundle in spec.bundles]), *beside, "", *pages)
    )


def theme_url(file: SourceFile) -> str:
    """Return the site path of a file of the theme: its name changes with its content."""
    name, dot, extension = file.path.rpartition(".")
    return f"/theme/{name}-{hashlib.sha256(file.data).hexdigest()[:10]}{dot}{extension}"


def expand_page(page: Page, site: Site) -> Expanded:
    """Return a page's text with its shortcodes expanded."""
    scope = Scope(page, site.library, replace(site.drawing, section=section_of(page.url)))
    expander = Expander(scope, site.templates, site.ground)
    return Expanded(expander.expand(page.body, page.location, page.first_line), expander)


def drawn_page(page: Page, expanded: Expanded, site: Site) -> bytes:
    """Return a page as it is written: the remembered one if all that it is made of is the same."""
    here = repr(replace(page, body="", first_line=1, location=NOWHERE))
    ground = site.ground
    key = key_of((ground.texts, ground.pages, here, expanded.source, repr(expanded.endpoints)))
    return ground.memory.pages.of(page.url, key, lambda: new_page(page, expanded, site)).content


def new_page(page: Page, expanded: Expanded, site: Site) -> Drawn:
    """Return a page drawn anew, from those pieces of its text that are known and those that are not."""
    links, section, ground = site.drawing.links, section_of(page.url), site.ground
    last = ground.memory.pages.last(page.url)
    known = last.pieces if last and last.made_with == ground.markdown else Pieces()
    rendered, pieces = render_pieces(
        site.drawing.texts.markdown, expanded.source, lambda target: links.resolve(target, section), known
    )
    html = expanded.expander.fill(rendered.html).replace(f'href="{links.site(page.url)}#', 'href="#')
    text = draw_page(page, Body(html, rendered.headings, expanded.endpoints), site)
    return Drawn(text.encode(), pieces, ground.markdown)


def page_view(page: Page, body: Body, site: Site) -> dict[str, object]:
    """Return everything that the template of a page draws."""
    pages, links, settings = site.spec.pages, site.drawing.links, site.spec.settings
    by_url = {each.url: each for each in pages}
    return {
        "site": shared_view(site),
        "page": page,
        "here": links.site(page.url),
        "title": settings.title if page.url == "/" else f"{page.title} | {settings.title}",
        "canonical": links.absolute(page.url)
        if links.base_url.startswith("http") and site.options.versions_url is None
        else "",
        "sidebar": sidebar(pages, page, links.base_path),
        "contents": contents(body.headings),
        "breadcrumb": [(each.link_title, links.site(each.url)) for each in breadcrumb(by_url.values(), page)],
        "description": site.drawing.texts.inline(page.description, section_of(page.url)),
        "endpoints": endpoint_groups(body.endpoints),
        "release": release_of(page, settings),
        "checklist": links.site(f"{page.url}checklist.md") if "checklist" in page.outputs else "",
        "bundle": next(
            (links.site(url) for url in bundle_urls(site) if url.startswith(page.url) and page.url != "/"), ""
        ),
        "comparison": comparison_of(page, site),
        "content": Markup(body.html),
        "missing": False,
    }


def comparison_of(page: Page, site: Site) -> tuple[str, str] | None:
    """Return URL and words of the link from a changelog to the page with all changes of the APIs, if there is one."""
    known = site.options.story.comparisons.get(page.url)
    return None if known is None else (site.drawing.links.site(f"{page.url}api/"), known.summary)


def shared_view(site: Site) -> dict[str, object]:
    """Return what every page's template draws of the site."""
    links, settings = site.drawing.links, site.spec.settings
    return {
        "settings": settings,
        "home": links.site("/"),
        "theme": {file.path: links.site(theme_url(file)) for file in site.theme},
        "favicon": favicon(site),
        "versions_url": site.options.versions_url,
        "has_history": bool(site.options.story.key),
    }


def draw_page(page: Page, body: Body, site: Site, /, **changes: object) -> str:
    """Return a page as HTML. `changes` replace parts of the view."""
    return lean(site.templates.draw("page.html", {**page_view(page, body, site), **changes}))


def favicon(site: Site) -> str:
    """Return the site path of the icon: the tree's own, else the theme's."""
    own = next(
        (links for links in ("favicon.svg", "favicon.ico") if any(file.path == links for file in site.spec.statics)), ""
    )
    theme = next((theme_url(file) for file in site.theme if file.path == "favicon.svg"), "")
    return site.drawing.links.site(f"/{own}" if own else theme)


def bundle_urls(site: Site) -> list[str]:
    """Return the site paths of the API bundles."""
    return [f"/{page_of(bundle.folder)}/api.json" for bundle in site.spec.bundles]
