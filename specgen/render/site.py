"""All files of a site (INPUT 2, 3, 11)."""

import hashlib
from dataclasses import dataclass, replace

from markupsafe import Markup

from specgen.diagnostic import Diagnostic
from specgen.layouts import Layout, page_of
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
from specgen.render.releases import release_of
from specgen.render.shortcodes import Endpoint, Scope
from specgen.render.tables import Drawing
from specgen.render.templates import Templates
from specgen.render.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build is asked for. `base_url` has no slash at its end; `api_base_url` is that of links in bundles."""

    base_url: str = ""
    api_base_url: str = ""


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


@dataclass(frozen=True, slots=True)
class Body:
    """A page's main content and what was found on the way. `included` are the paths of the texts that it includes."""

    html: str
    headings: tuple[Heading, ...]
    endpoints: tuple[Endpoint, ...]
    included: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def prepare(loaded: tuple[Spec, Layout], options: Options, templates: Templates, theme: tuple[SourceFile, ...]) -> Site:
    """Return what all pages share."""
    spec, layout = loaded
    links = Links(frozenset(page.url for page in spec.pages), options.base_url)
    library = library_of(spec)
    texts = Texts(Markdown(spec.settings.maths), links)
    drawing = Drawing(Resolver(library.schemas), {known.name: known for known in spec.formats}, links, texts)
    return Site(spec, layout, options, library, drawing, templates, theme)


def theme_url(file: SourceFile) -> str:
    """Return the site path of a file of the theme: its name changes with its content."""
    name, dot, extension = file.path.rpartition(".")
    return f"/theme/{name}-{hashlib.sha256(file.data).hexdigest()[:10]}{dot}{extension}"


def page_body(page: Page, site: Site) -> Body:
    """Return a page's main content."""
    links, section = site.drawing.links, section_of(page.url)
    scope = Scope(page, site.library, replace(site.drawing, section=section))
    expander = Expander(scope, site.templates)
    source = expander.expand(page.body, page.location, page.first_line)
    rendered = site.drawing.texts.markdown.render(source, lambda target: links.resolve(target, section))
    html = expander.fill(rendered.html).replace(f'href="{links.site(page.url)}#', 'href="#')
    return Body(html, rendered.headings, tuple(scope.endpoints), tuple(scope.included), tuple(expander.found))


def page_view(page: Page, body: Body, site: Site) -> dict[str, object]:
    """Return everything that the template of a page draws."""
    pages, links, settings = site.spec.pages, site.drawing.links, site.spec.settings
    by_url = {each.url: each for each in pages}
    return {
        "site": shared_view(site),
        "page": page,
        "here": links.site(page.url),
        "title": settings.title if page.url == "/" else f"{page.title} | {settings.title}",
        "canonical": links.absolute(page.url) if links.base_url.startswith("http") else "",
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
        "content": Markup(body.html),
        "missing": False,
    }


def shared_view(site: Site) -> dict[str, object]:
    """Return what every page's template draws of the site."""
    links, settings = site.drawing.links, site.spec.settings
    return {
        "settings": settings,
        "home": links.site("/"),
        "theme": {file.path: links.site(theme_url(file)) for file in site.theme},
        "favicon": favicon(site),
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
