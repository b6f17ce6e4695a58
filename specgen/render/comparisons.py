"""The pages of a site that show all changes of the APIs from one version to the next."""

from collections.abc import Iterator, Mapping

from specgen.layouts import page_of
from specgen.model.artifact import Artifact, page_ids
from specgen.model.page import Page
from specgen.model.release_history import key_of
from specgen.render.files import Built
from specgen.render.navigation import breadcrumb
from specgen.render.operations import shown_operations
from specgen.render.site import Body, Site, draw_page
from specgen.render.slug import operation_id, slug


def comparison_pages(site: Site, built: Built) -> Iterator[Artifact]:
    """Yield the page of each comparison whose changelog has a page. `built` are the pages that it links to."""
    pages = {page.url: page for page in site.spec.pages}
    known = {url: comparison for url, comparison in site.options.story.comparisons.items() if url in pages}
    places = subject_urls(site, built) if known else {}
    titles = {page.url: page.title for page in site.spec.pages}
    for url, comparison in known.items():
        parent = pages[url]
        page = Page(url=f"{url}api/", title=comparison.title, link_title="API changes")
        view = {
            **comparison.view,
            "changelog": site.drawing.links.site(url),
            "titles": {home: titles.get(f"/{page_of(home)}/", home) for home in homes_of(comparison.view)},
            "urls": places,
        }
        body = Body(site.templates.draw("api_changes.html", view))
        trail = [(each.link_title, site.drawing.links.site(each.url)) for each in breadcrumb(pages.values(), parent)]
        trail.append((page.link_title, site.drawing.links.site(page.url)))
        html = draw_page(page, body, site, breadcrumb=trail, here=site.drawing.links.site(url))
        yield Artifact(f"{page.url}index.html".lstrip("/"), html.encode())


def homes_of(view: Mapping[str, object]) -> list[str]:
    """Return the APIs that a comparison tells of."""
    groups = view["groups"]
    return [group["home"] for group in groups] if isinstance(groups, list) else []


def subject_urls(site: Site, built: Built) -> dict[str, str]:
    """Return where each operation and event is shown, by the key of its name; the page alone where it has no id."""
    ids, first = page_ids(built.artifacts), dict(reversed(built.homes))
    found: dict[str, str] = {}

    def add(name: str, home: str | None, *anchors: str) -> None:
        if home is not None:
            anchor = next((f"#{each}" for each in anchors if each in ids.get(home, ())), "")
            found[key_of(name)] = site.drawing.links.site(f"{home}{anchor}")

    for api in site.spec.apis:
        own = f"/{page_of(api.folder)}/"
        home = own if (api.location.path, own) in built.homes else first.get(api.location.path)
        for operation in shown_operations(api):
            add(f"{operation.method} {operation.endpoint}", home, operation_id(operation))
    for event in site.spec.event_types:
        add(event.name, first.get(event.location.path), slug(event.name), slug(event.name.partition("$")[2]))
    return found
