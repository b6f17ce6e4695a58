"""What the pages of a version say of its place among the others, put in and taken out again without building them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from specgen.cache import digest
from specgen.model.artifact import PAGE, Artifact
from specgen.publish.editions import LATEST, UNSTABLE
from specgen.publish.index import FILE, Index, to_artifact
from specgen.render.templates import Templates

HEAD = re.compile(rb"<!--version:head-->.*?<!--/version-->", re.S)
BANNER = re.compile(rb"<!--version:banner-->.*?<!--/version-->", re.S)
STABLE, HISTORICAL = "stable", "historical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a version stands: its status, the URL of all versions, and the pages of the current release.

    `renamed` are the pages of this version that the current release has under another URL; `moved` the URLs of earlier
    versions that lead to a page of this one; `gone` those that lead out of it, each to a version that has them.
    """

    status: str
    root: str
    current: frozenset[str]
    renamed: Mapping[str, str]
    moved: Mapping[str, str]
    gone: Mapping[str, str]


def path_of(url: str) -> str:
    """Return the path of a URL, without a slash at its end."""
    return urlsplit(url).path.rstrip("/")


def status_of(name: str, current: str) -> str:
    """Return the status of a version where another one is current."""
    return UNSTABLE if name == UNSTABLE else STABLE if name == current else HISTORICAL


def successor(url: str, place: Place) -> str:
    """Return the URL of a page in the current release, or nothing where it is gone."""
    return url if url in place.current else place.renamed.get(url, "")


def head_and_banner(url: str, index: Index, place: Place, templates: Templates) -> tuple[bytes, bytes]:
    """Return what a page says to search engines, and what to readers."""
    newer = successor(url, place)
    view = {
        "status": place.status,
        "canonical": f"{place.root}/{LATEST}{newer.partition('#')[0]}" if newer else f"{index.base}{url}",
        "newer": f"{path_of(place.root)}/{LATEST}{newer}" if newer else "",
        "home": f"{path_of(place.root)}/{LATEST}/" if place.current else "",
    }
    return (
        b"<!--version:head-->" + templates.draw("versions/head.html", view).encode() + b"<!--/version-->",
        b"<!--version:banner-->" + templates.draw("versions/banner.html", view).encode() + b"<!--/version-->",
    )


def dress_of(index: Index, place: Place, templates: Templates) -> str:
    """Return the digest of all that dressing a version puts in."""
    said = (part for url in sorted(index.pages) for part in head_and_banner(url, index, place, templates))
    leads = json.dumps([sorted(place.moved.items()), sorted(place.gone.items())]).encode()
    page = moved_page("", "", (path_of(place.root), templates))
    return digest((index.key.encode(), leads, page, *said))


def dressed(files: Iterable[Artifact], index: Index, place: Place, templates: Templates) -> list[Artifact]:
    """Return a version's files as its place wants them. Files that were dressed before are undressed first."""
    old = {page_file(url) for url in index.moved}
    result = [with_words(file, index, place, templates) for file in files if file.path not in old and file.path != FILE]
    own = {file.path for file in result}
    leads = {url: index.base_path + target for url, target in place.moved.items()} | dict(place.gone)
    look = (path_of(place.root), templates)
    new = [Artifact(page_file(url), moved_page(target, index.title, look)) for url, target in sorted(leads.items())]
    moved = [file for file in new if file.path not in own]
    known = {f"/{file.path.removesuffix(PAGE)}": leads[f"/{file.path.removesuffix(PAGE)}"] for file in moved}
    told = replace(index, moved=known, dress=dress_of(index, place, templates))
    return [*result, *moved, to_artifact(told)]


def page_file(url: str) -> str:
    """Return the path of a page's file."""
    return f"{url.lstrip('/')}{PAGE}"


def with_words(file: Artifact, index: Index, place: Place, templates: Templates) -> Artifact:
    """Return a page with what it says of its version; other files as they are."""
    url = f"/{file.path.removesuffix(PAGE)}"
    if url not in index.pages or not file.path.endswith(PAGE):
        return file
    head, banner = head_and_banner(url, index, place, templates)
    html = HEAD.sub(lambda _: head, file.content, count=1)
    return Artifact(file.path, BANNER.sub(lambda _: banner, html, count=1))


def moved_page(target: str, title: str, look: tuple[str, Templates]) -> bytes:
    """Return a page that leads elsewhere and takes the anchor along. `look`: path of all versions, and templates."""
    root, templates = look
    return templates.draw("versions/moved.html", {"target": target, "title": title, "root": root}).encode()


def rebased(files: Iterable[Artifact], old: str, new: str) -> Iterator[Artifact]:
    """Yield files that stood below one path as they stand below another: links, and where redirects lead."""
    attribute = rb'(<[a-z][a-z0-9]*\b[^<>]*?\s(?:href|src|data|poster|action|content|data-target)="?(?:0; url=)?)'
    links = re.compile(attribute + re.escape(old.encode()) + rb'(?=[/">\s])')
    places = re.compile(rb"(<loc>(?:https?://[^/<]*)?)" + re.escape(old.encode()) + rb"(?=/)")
    for file in files:
        pattern = links if file.path.endswith(".html") else places if file.path.endswith(".xml") else None
        content = pattern.sub(rb"\g<1>" + new.encode(), file.content) if pattern else file.content
        yield Artifact(file.path, content)
