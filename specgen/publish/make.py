"""Builds one version: its site, what leads to its pages from where they were, and what others need to know of it."""

import json
from collections.abc import Iterator, Mapping, Sequence

from specgen.build import Memory, Wish, site
from specgen.changelog.page import unreleased_page
from specgen.diagnostic import Diagnostic
from specgen.history import story_of
from specgen.layouts import recognise
from specgen.load.pages import split_front_matter, url_of
from specgen.model.artifact import Artifact
from specgen.model.release_history import History
from specgen.model.source import SourceTree
from specgen.pack import Product
from specgen.publish.dress import STABLE, moved_page, page_file, path_of
from specgen.publish.editions import UNSTABLE, Edition
from specgen.publish.index import FILE, Index, pages_of, to_artifact
from specgen.publish.look import Setting, templates_of_versions
from specgen.render.story import Story

# A version's own list of versions ends with itself: the one of all versions stands beside their folders.
LIST = "versions.json"
# Stands for the path of a version's folder while it is built, so that what versions have in common is the same text.
PLACE = "/specgen-version-b3a51f7e"
LINKED = (".html", ".xml", ".json", ".md")
# What one version was built from and the next one is, too, is drawn once. Neighbours are built by the same process.
MEMORY = Memory()


def make(wanted: tuple[Edition, str], tree: SourceTree, setting: Setting, history: History | None = None) -> Product:
    """Return the files of a version, with its index, not yet dressed. It is given with the key of what it is made of.

    Pages show the history that leads to the version, never what came later.
    """
    edition, key = wanted

    def unreleased(source: SourceTree) -> tuple[str | None, Sequence[Diagnostic]]:
        drawn = unreleased_page(source, setting.news)
        return drawn.text, drawn.diagnostics

    base = f"{setting.root}/{edition.name}"
    wish = Wish(
        base_url=base.removesuffix(path_of(base)) + PLACE,
        api_base_url=base if base.startswith("http") else "",
        status=UNSTABLE if edition.name == UNSTABLE else STABLE,
        version=edition.name,
        versions_url=path_of(setting.root),
        story=story_of(history, edition.name) if history else Story(),
    )
    product = site(tree, setting.theme, unreleased, wish, MEMORY)
    dropped = {LIST, FILE}
    own = {file.path: at_place(file, path_of(base)) for file in product.artifacts if file.path not in dropped}
    for file in former_places(tree, setting, path_of(base)):
        own.setdefault(file.path, file)
    pages, redirects = pages_of(own.values(), path_of(base))
    title = pages["/"].title if "/" in pages else edition.name
    index = Index(
        name=edition.name,
        base=base,
        day=release_day(edition, product),
        key=key,
        title=title,
        pages=pages,
        redirects=redirects,
    )
    return Product((*own.values(), to_artifact(index)), product.problems, product.counts)


def at_place(file: Artifact, path: str) -> Artifact:
    """Return a file with the path of its version."""
    content = file.content.replace(PLACE.encode(), path.encode()) if file.path.endswith(LINKED) else file.content
    return Artifact(file.path, content)


def release_day(edition: Edition, product: Product) -> str:
    """Return the day of a release: what its changelog says, else that of its commit; none for the unstable version."""
    listed = next((file.content for file in product.artifacts if file.path == LIST), b"[]")
    days: Mapping[str, str] = {entry["name"]: entry["date"][:10] for entry in json.loads(listed)}
    return "" if edition.name == UNSTABLE else days.get(edition.name, edition.day)


def former_places(tree: SourceTree, setting: Setting, base: str) -> Iterator[Artifact]:
    """Yield a redirect from each URL that a page's front matter lists in `aliases`, as Hugo does."""
    content = recognise(tree).content
    look = (path_of(setting.root), templates_of_versions(setting.theme))
    for file in tree.under(content):
        if not file.path.endswith(".md") or b"\naliases" not in file.data:
            continue
        url = url_of(file.path[len(content) + 1 :])
        for alias in split_front_matter(file)[0].get("aliases").strings():
            path = alias_file(alias, url)
            if path:
                yield Artifact(path, moved_page(base + url, "", look))


def alias_file(alias: str, url: str) -> str:
    """Return the file of an alias, which is relative to its page's folder unless it begins with a slash.

    Nothing for one that leads out of the site.
    """
    parent = url.rstrip("/").rpartition("/")[0]
    whole = alias if alias.startswith("/") else f"{parent}/{alias}"
    parts = [part for part in whole.split("/") if part not in ("", ".")]
    if not parts or ".." in parts or "\\" in whole or "\0" in whole:
        return ""
    path = "/".join(parts)
    return path if path.endswith(".html") else page_file(f"/{path}/")
