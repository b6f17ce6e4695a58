"""How the pages of proposals look: in the theme of the site, readable from a folder without a server."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from specgen.build import theme_of
from specgen.layouts import OWN
from specgen.model.artifact import Artifact
from specgen.model.page import Page
from specgen.model.source import SourceFile, SourceTree
from specgen.model.spec import Settings, Spec
from specgen.render.markdown import Heading
from specgen.render.navigation import Entry
from specgen.render.site import Body, Options, Site, draw_page, prepare, theme_url
from specgen.render.templates import Templates, templates_of

# Styles and scripts that the pages of proposals have beside those of the site.
STYLE, SCRIPT = "proposals.css", "proposals.js"
ELEMENT = re.compile(r"<[a-z][^<>]*>", re.I)
ADDRESS = re.compile(r"(\s(?:href|src)=)(\"?)/(?!/)([^\"\s>]*)")
PLAIN = re.compile(r"[\w./-]*\Z")


@dataclass(frozen=True, slots=True)
class Look:
    """What all pages of proposals share: the site's frame, and the templates of what is in it."""

    site: Site
    templates: Templates


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its URL, its title, the template of what is in it with its view, and the headings in that."""

    url: str
    title: str
    template: str
    view: Mapping[str, object]
    headings: tuple[Heading, ...] = ()
    headed: bool = False


def look_of(theme: Sequence[SourceFile], own: Sequence[SourceFile], version: str) -> Look:
    """Return the look of proposals. `theme` are the site's templates, `own` those of proposals."""
    templates, statics = theme_of(SourceTree("", ()), theme)
    beside = {file.path: file for file in own if not file.path.endswith((".html", ".jinja"))}
    styled = tuple(with_style(file, beside[STYLE]) if file.path == "site.css" else file for file in statics)
    spec = Spec(settings=Settings(title="Proposals", status="stable", version=version, maths=False))
    site = prepare((spec, OWN), Options(), templates, (*styled, beside[SCRIPT]))
    return Look(site, templates_of({file.path: file.text() for file in own if file.path.endswith(".html")}, True))


def with_style(site: SourceFile, own: SourceFile) -> SourceFile:
    """Return the style of the site with that of proposals behind it."""
    return SourceFile(site.path, site.data + b"\n" + own.data)


def draw(sheet: Sheet, look: Look, entries: tuple[Entry, ...]) -> Artifact:
    """Return a page. `entries` are those of its sidebar."""
    view = {**sheet.view, "script": next(theme_url(file) for file in look.site.theme if file.path == SCRIPT)}
    body = Body(look.templates.draw(sheet.template, view), sheet.headings)
    page = Page(url=sheet.url, title=sheet.title, link_title="On this page")
    html = draw_page(
        page,
        body,
        look.site,
        page=page if sheet.headed else replace(page, title=""),
        sidebar=entries,
        breadcrumb=[],
        title=f"{sheet.title} | Proposals" if sheet.url != "/" or not sheet.headed else sheet.title,
    )
    return Artifact(f"{sheet.url.lstrip('/')}index.html", relative(html, sheet.url).encode())


def relative(html: str, url: str) -> str:
    """Return a page whose addresses work wherever it stands, from a folder too."""

    def address(match: re.Match[str]) -> str:
        path, hash_, fragment = match[3].partition("#")
        target = posixpath.relpath(f"/{path}", url) + ("/index.html" if not path or path.endswith("/") else "")
        text = f"{target}{hash_}{fragment}"
        return f"{match[1]}{match[2]}{text}" if match[2] or PLAIN.match(text) else f'{match[1]}"{text}"'

    return ELEMENT.sub(lambda element: ADDRESS.sub(address, element[0]), html)


def beside_pages(look: Look) -> list[Artifact]:
    """Return the files that pages load."""
    return [Artifact(theme_url(file).lstrip("/"), file.data) for file in look.site.theme]


def safe(html: str) -> Markup:
    """Return HTML that was made safe, or that is ours, as what a template may show as it is."""
    return Markup(html)
