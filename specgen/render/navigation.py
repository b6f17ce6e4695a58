"""The order of pages, the way to a page, and its table of contents (INPUT 2, 3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from specgen.model.page import Page
from specgen.render.markdown import Heading
from specgen.render.shortcodes import Endpoint


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the sidebar with those below it. `current`: it is the page itself, or on the way to it."""

    title: str
    url: str
    current: bool
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """One entry of a table of contents with those below it."""

    id: str
    html: Markup
    children: tuple["Contents", ...]


def parent_url(url: str) -> str:
    """Return the URL one level up."""
    return url.rstrip("/").rpartition("/")[0] + "/"


def ordered(pages: Iterable[Page]) -> list[Page]:
    """Return siblings in their order: by weight (missing last), newest first, by link title."""
    by_title = sorted(pages, key=lambda page: page.link_title)
    by_date = sorted(by_title, key=lambda page: page.date, reverse=True)
    return sorted(by_date, key=lambda page: (not page.weight, page.weight or 0))


def below(pages: Iterable[Page], url: str) -> list[Page]:
    """Return the pages directly below a URL, in order."""
    return ordered(page for page in pages if page.url != "/" and parent_url(page.url) == url)


def sidebar(pages: Sequence[Page], current: Page, site_url: str = "") -> tuple[Entry, ...]:
    """Return the top level, opened where the current page is."""
    return tuple(entry(page, pages, current, site_url) for page in below(pages, "/"))


def entry(page: Page, pages: Sequence[Page], current: Page, site_url: str) -> Entry:
    """Return a page's entry; what is below it only if the current page is there."""
    here = current.url.startswith(page.url)
    children = tuple(entry(child, pages, current, site_url) for child in below(pages, page.url)) if here else ()
    return Entry(page.link_title, site_url + page.url, here, children)


def breadcrumb(pages: Iterable[Page], current: Page) -> list[Page]:
    """Return the pages from home down to the current one; none for home."""
    by_url = {page.url: page for page in pages}
    urls = [current.url]
    while urls[-1] != "/":
        urls.append(parent_url(urls[-1]))
    return [by_url[url] for url in reversed(urls) if url in by_url] if len(urls) > 1 else []


def contents(headings: Sequence[Heading]) -> tuple[Contents, ...]:
    """Return the headings of level 2 to 6 as a tree; a level that is left out is not filled in."""
    wanted = [heading for heading in headings if heading.level >= 2]
    return nest(wanted)


def nest(headings: Sequence[Heading]) -> tuple[Contents, ...]:
    """Return headings as a tree: those deeper than the first belong to the one before them."""
    result: list[Contents] = []
    start = 0
    while start < len(headings):
        first = headings[start]
        end = start + 1
        while end < len(headings) and headings[end].level > first.level:
            end += 1
        result.append(Contents(first.id, Markup(first.html), nest(headings[start + 1 : end])))
        start = end
    return tuple(result)


def endpoint_groups(endpoints: Sequence[Endpoint]) -> list[tuple[str, list[Endpoint]]]:
    """Return a page's endpoints by module: those of no module first, as Required; each endpoint once."""
    groups: dict[str, list[Endpoint]] = {}
    seen: set[tuple[str, str]] = set()
    for endpoint in endpoints:
        if (endpoint.method, endpoint.path) not in seen:
            seen.add((endpoint.method, endpoint.path))
            groups.setdefault(endpoint.module, []).append(endpoint)
    return [(module or "Required", groups[module]) for module in sorted(groups, key=str.lower)]
