"""What a version of the specification has: its places with what stands there, its changelogs."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from html import unescape

from specgen.build import Wish, load, site
from specgen.model.artifact import PAGE
from specgen.model.source import SourceFile, SourceTree
from specgen.model.spec import Spec

# The ids of each page by its URL, each with a digest of the words that stand there.
Places = Mapping[str, Mapping[str, str]]
MARKED = re.compile(r"<(h[1-6]|\w+)\b[^>]*?\sid=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
TAG = re.compile(r"<[^>]*>")
ENDED = re.compile(r"</details>|</table>|</main>")
RELEASED = re.compile(r"v\d+\.\d+\Z")


def places_of(tree: SourceTree, theme: Sequence[SourceFile]) -> Places:
    """Return the places of a tree's site."""
    product = site(tree, theme, lambda _: (None, ()), Wish())
    pages = (file for file in product.artifacts if file.path.rpartition("/")[2] == PAGE)
    return {f"/{page.path.removesuffix(PAGE)}": dict(words_at(page.content.decode())) for page in pages}


def words_at(html: str) -> Iterator[tuple[str, str]]:
    """Yield each id of a page with a digest of what stands there."""
    marks = list(MARKED.finditer(html))
    levels = [int(mark[1][1]) if re.fullmatch(r"h[1-6]", mark[1]) else 7 for mark in marks]
    for index, mark in enumerate(marks):
        level = levels[index]
        ended = ENDED.search(html, mark.end()) if level in (1, 7) else None
        following = (marks[j].start() for j in range(index + 1, len(marks)) if levels[j] <= min(level, 6))
        end = min(next(following, len(html)), ended.start() if ended else len(html))
        text = " ".join(unescape(TAG.sub(" ", html[mark.start() : end])).split())
        yield unescape(mark[2] or mark[3] or mark[4]), blake2b(text.encode(), digest_size=6).hexdigest()


def pack_places(places: Places) -> bytes:
    """Return places as bytes."""
    return json.dumps(places).encode()


def unpack_places(data: bytes) -> Places:
    """Return the places that `pack_places` made bytes of."""
    found: Places = json.loads(data)
    return found


def ids_in(places: Places) -> dict[str, frozenset[str]]:
    """Return the ids of each page."""
    return {url: frozenset(found) for url, found in places.items()}


def spec_of(tree: SourceTree) -> Spec:
    """Return the specification that a tree holds."""
    return load(tree, Wish()).spec


def changelogs_of(spec: Spec) -> dict[str, str]:
    """Return the changelog of each release, by version."""
    pages = {page.url.rstrip("/").rpartition("/")[2]: page.body for page in spec.pages if "/changelog/" in page.url}
    texts = {text.name: text.body for text in spec.inclusions if text.kind == "changelog"}
    return {name: body for name, body in {**pages, **texts}.items() if RELEASED.match(name)}
