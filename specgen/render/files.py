"""The artifacts of a site: pages, redirects, bundles, and the small files around them (INPUT 2, 11, 12)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

from specgen.diagnostic import Diagnostic
from specgen.layouts import page_of
from specgen.memory import key_of
from specgen.model.artifact import Artifact
from specgen.model.page import Page
from specgen.render.bundles import draw_bundle
from specgen.render.expand import old_id
from specgen.render.navigation import below, ordered
from specgen.render.releases import checklist, versions_json
from specgen.render.search import search_index, searched
from specgen.render.site import Body, Site, draw_page, drawn_page, expand_page, theme_url

DRAWN = re.compile(r"\{\{[%<] *(?:http-api|event|definition)")
DRAWN_COST = 4000


@dataclass(frozen=True, slots=True)
class Built:
    """Files of a site, and what is wrong with what authors wrote. `homes` tells which page includes which text.

    `sections` has what is searched of each page, by URL.
    """

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    homes: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, str], ...] = ()


def build_pages(pages: Iterable[Page], site: Site) -> Built:
    """Return the pages of a site, each with its checklist if it has one."""
    artifacts: list[Artifact] = []
    found: list[Diagnostic] = []
    homes: list[tuple[str, str]] = []
    for page in pages:
        target = redirect_target(page, site)
        if target:
            artifacts.append(html_file(page.url, redirect(site.drawing.links.site(target), page.title, site)))
            continue
        expanded = expand_page(page, site)
        found.extend(expanded.expander.found)
        homes.extend((path, page.url) for path in expanded.expander.scope.included)
        artifacts.append(Artifact(f"{page.url}index.html".lstrip("/"), drawn_page(page, expanded, site)))
        if "checklist" in page.outputs:
            artifacts.append(text_file(f"{page.url}checklist.md", checklist(page, site.spec.settings)))
    return Built(tuple(artifacts), tuple(found), tuple(homes))


def with_sections(built: Built, site: Site) -> Built:
    """Return pages with what is searched of them."""
    return replace(built, sections=tuple(searched(built.artifacts, site)))


def page_cost(page: Page, site: Site) -> int:
    """Return about how much work a page is: its text and those that it includes, and what they call for."""
    included = [text.body for (_, name), text in site.library.inclusions.items() if f'"{name}"' in page.body]
    return sum(len(text) + DRAWN_COST * len(DRAWN.findall(text)) for text in (page.body, *included))


def html_file(url: str, html: str) -> Artifact:
    """Return the file of a page."""
    return text_file(f"{url}index.html", html)


def text_file(url: str, text: str) -> Artifact:
    """Return a text file at a site path."""
    return Artifact(url.lstrip("/"), text.encode())


def redirect_target(page: Page, site: Site) -> str:
    """Return where a page only leads to: the changelog's first page leads to the newest release's."""
    if page.layout != "changelog-index" and page.url != "/changelog/":
        return ""
    children = below(site.spec.pages, page.url)
    unstable = next((child.url for child in children if child.url.endswith("/unstable/")), "")
    newest = sorted((child for child in children if child.date), key=lambda child: child.date)
    return unstable or (newest[-1].url if newest else "")


def redirect(target: str, title: str, site: Site) -> str:
    """Return a page that leads elsewhere."""
    name = f"{title} | {site.spec.settings.title}" if title else site.spec.settings.title
    return site.templates.draw("redirect.html", {"title": name, "target": target})


def build_rest(site: Site, built: Built) -> list[Artifact]:
    """Return all files that are no pages."""
    pages = site.spec.pages
    files = [
        *old_pages(site, built.homes),
        not_found(site),
        *(text_file(url, text) for url, text in bundles(site)),
        text_file("/search.json", search_index(pages, built.sections)),
        text_file("/versions.json", versions_json(pages)),
        text_file("/sitemap.xml", sitemap(site)),
        text_file("/robots.txt", "User-agent: *\n"),
        *(Artifact(theme_url(file).lstrip("/"), file.data) for file in site.theme),
        *(Artifact(f"diagrams/{file.path}", file.data) for file in site.library.diagrams.values()),
    ]
    own = {file.path for file in site.spec.statics}
    statics = [Artifact(file.path, file.data) for file in site.spec.statics]
    return [*statics, *(file for file in files if file.path not in own)]


def old_pages(site: Site, homes: Sequence[tuple[str, str]]) -> Iterator[Artifact]:
    """Yield a redirect for each text that was a page of its own: to its place on the first page that includes it."""
    first = dict(reversed(homes))
    for text in site.spec.inclusions:
        home = first.get(text.location.path)
        if text.old_url and home:
            yield html_file(text.old_url, redirect(f"{site.drawing.links.site(home)}#{old_id(text)}", "", site))


def not_found(site: Site) -> Artifact:
    """Return the page for what is not there."""
    view = {"home": site.drawing.links.site("/"), "title": site.spec.settings.title}
    body = Body(site.templates.draw("not_found.html", view))
    page = Page(url="/404.html", title="404 Page not found")
    return text_file(page.url, draw_page(page, body, site, breadcrumb=[], page=replace(page, title=""), missing=True))


def bundles(site: Site) -> Iterator[tuple[str, str]]:
    """Yield site path and text of each API bundle."""
    titles = {page.url: page.title for page in site.spec.pages}
    settings = site.spec.settings
    published = f"{settings.published_url}/{settings.version}" if settings.published_url else site.options.base_url
    base_url = site.options.api_base_url or published
    for bundle in site.spec.bundles:
        name = page_of(bundle.folder)
        title = site.layout.titled + titles.get(f"/{name}/", name)
        info, server = (title, settings.version), site.layout.server
        key = key_of((bundle.text, *info, base_url, server))
        draw = partial(draw_bundle, bundle, info, base_url, server)
        yield f"/{name}/api.json", site.ground.memory.bundles.of(bundle.folder, key, draw)


def sitemap(site: Site) -> str:
    """Return the list of pages for search engines (https://www.sitemaps.org/protocol.html)."""
    pages = site.spec.pages
    newest = max((page.date for page in pages), default="")
    entries: list[str] = []
    for page in ordered(pages):
        date = newest if page.url in ("/", "/changelog/") else page.date
        lastmod = f"<lastmod>{escape(date[:10])}</lastmod>" if date else ""
        compared = (f"{page.url}api/",) if page.url in site.options.story.comparisons else ()
        places = map(site.drawing.links.absolute, (page.url, *compared))
        entries.extend(f"<url><loc>{escape(place)}</loc>{lastmod}</url>\n" for place in places)
    body = "".join(entries)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'
