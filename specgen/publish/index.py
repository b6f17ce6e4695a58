"""What others need to know of a version: its pages with their anchors. Each version's folder has it in a file."""

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from html import unescape
from urllib.parse import urlsplit

from specgen.errors import SpecgenError
from specgen.model.artifact import ID, PAGE, Artifact

FILE = "specgen-version.json"
FORMAT = 1
SKETCH = 64
TITLE = re.compile(rb"<title>(.*?)</title>", re.S)
REFRESH = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^"]*)"')
TAG = re.compile(rb"<[^<>]*>")
MAIN = b"<main"
# The theme's own anchors begin like this.
FRAME = "page:"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its title, its anchors in order, and a sketch of its lines, by which it is known again elsewhere."""

    title: str
    ids: tuple[str, ...]
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One version: its pages by URL, and which URLs lead to which others.

    `base` is the URL of its folder, `day` that of the release, `key` tells what it was built from. `moved` are the
    redirects for pages of earlier versions; `dress` tells what its pages say of its place among the others.
    """

    name: str
    base: str
    day: str
    key: str
    title: str
    pages: Mapping[str, Leaf]
    redirects: Mapping[str, str]
    moved: Mapping[str, str] = field(default_factory=dict)
    dress: str = ""

    @property
    def base_path(self) -> str:
        """Return the path of the version's folder on its server."""
        return urlsplit(self.base).path.rstrip("/")


def pages_of(artifacts: Iterable[Artifact], base_path: str) -> tuple[dict[str, Leaf], dict[str, str]]:
    """Return the pages among files, and the redirects, by URL. A redirect's target is a URL of the same version."""
    pages: dict[str, Leaf] = {}
    redirects: dict[str, str] = {}
    for file in artifacts:
        if file.path != PAGE and not file.path.endswith(f"/{PAGE}"):
            continue
        url = f"/{file.path.removesuffix(PAGE)}"
        leads = REFRESH.search(file.content[:2000])
        if leads:
            redirects[url] = unescape(leads[1].decode()).removeprefix(base_path)
        else:
            pages[url] = Leaf(title_of(file.content), anchors(file.content), sketch(file.content))
    after = f" | {pages['/'].title}" if "/" in pages else ""
    return {url: replace(leaf, title=leaf.title.removesuffix(after)) for url, leaf in pages.items()}, redirects


def title_of(html: bytes) -> str:
    """Return the title of a page."""
    title = TITLE.search(html)
    return unescape(title[1].decode("utf-8", "replace")).strip() if title else ""


def anchors(html: bytes) -> tuple[str, ...]:
    """Return the ids of a page's content, in order."""
    names = (b"".join(found).decode("utf-8", "replace") for found in ID.findall(html))
    return tuple(name for name in names if not name.startswith(FRAME))


def sketch(html: bytes) -> tuple[int, ...]:
    """Return the least digests of a page's lines: two pages share about as many of these as of their lines."""
    text = TAG.sub(b"", html[max(html.find(MAIN), 0) :])
    return tuple(sorted(nsmallest(SKETCH, {zlib.crc32(line) for line in map(bytes.strip, text.split(b"\n")) if line})))


def likeness(one: Leaf, other: Leaf) -> float:
    """Return which part of two pages' lines they have in common, between 0 and 1."""
    both = nsmallest(SKETCH, {*one.sketch, *other.sketch})
    shared = set(one.sketch) & set(other.sketch)
    return sum(each in shared for each in both) / len(both) if both else 0.0


def to_artifact(index: Index) -> Artifact:
    """Return the file of an index."""
    pages = {
        url: {"title": leaf.title, "ids": leaf.ids, "lines": " ".join(f"{each:x}" for each in leaf.sketch)}
        for url, leaf in sorted(index.pages.items())
    }
    value = {
        "format": FORMAT,
        "name": index.name,
        "title": index.title,
        "base": index.base,
        "day": index.day,
        "key": index.key,
        "dress": index.dress,
        "redirects": dict(sorted(index.redirects.items())),
        "moved": dict(sorted(index.moved.items())),
        "pages": pages,
    }
    return Artifact(FILE, (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def from_bytes(data: bytes, place: str) -> Index:
    """Return the index that a file holds. Raises `SpecgenError` for a file of another version of specgen."""
    try:
        value = json.loads(data)
        if value["format"] != FORMAT:
            raise SpecgenError(f"`{place}` was published by another version of specgen: publish it again")
        pages = {
            url: Leaf(leaf["title"], tuple(leaf["ids"]), tuple(int(each, 16) for each in leaf["lines"].split()))
            for url, leaf in value["pages"].items()
        }
        texts = {key: str(value[key]) for key in ("name", "title", "base", "day", "key", "dress")}
        return Index(pages=pages, redirects=dict(value["redirects"]), moved=dict(value["moved"]), **texts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SpecgenError(f"`{place}` is not a list of pages as specgen writes it: publish it again") from error
