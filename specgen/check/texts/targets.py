"""Where the links of a specification lead: on which page, at which id."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from specgen.check.once import once
from specgen.check.texts.blocks import texts
from specgen.check.texts.markdown import SPAN, Link, blank, links_of, without_blocks
from specgen.model.subject import Prose, Subject

EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
NAMED = re.compile(r"<a\s+name=[\"']([^\"']+)[\"']")
URL = re.compile(r"https?://[^\s<>\"'`\])]+")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads from one page that shows it.

    `shown` is that page, `page` the one it leads to, None where there is none; `by_root` tells that a relative path
    was found from the root only.
    """

    text: Prose
    link: Link
    shown: str
    page: str | None
    fragment: str
    by_root: bool


@dataclass(frozen=True, slots=True)
class Url:
    """A URL of another host as written in prose, linked or not."""

    text: Prose
    url: str
    offset: int


def all_links(subject: Subject) -> Iterator[tuple[Prose, Link]]:
    """Yield every link with the text that it stands in."""
    for text in texts(subject):
        for link in links_of(text.text):
            yield text, link


@once
def internal(subject: Subject) -> tuple[Target, ...]:
    """Return where each link to the specification itself leads, from each page that shows it."""
    return tuple(led(subject))


def led(subject: Subject) -> Iterator[Target]:
    """Yield where each link to the specification itself leads, from each page that shows it."""
    for text, link in all_links(subject):
        if link.target and not EXTERNAL.match(link.target):
            path, _, fragment = link.target.partition("#")
            for shown in text.urls or ("/",):
                if path or text.urls:
                    page, by_root = page_at(path, shown, subject)
                    yield Target(text, link, shown, page, fragment, by_root)


@once
def anchors(subject: Subject) -> dict[str, frozenset[str]]:
    """Return the ids of each page, and the names of old that browsers go to as well (`<a name="x">`)."""
    named: dict[str, set[str]] = {}
    for text in subject.prose:
        if "name=" in text.text:
            for url in text.urls:
                named.setdefault(url, set()).update(NAMED.findall(text.text))
    return {url: ids | named.get(url, set()) for url, ids in subject.ids.items()}


def page_at(path: str, shown: str, subject: Subject) -> tuple[str | None, bool]:
    """Return the URL of the page that a path names, and whether it was found from the root only."""
    if not path:
        return shown, False
    path = path.removesuffix("index.html") or "."
    section = posixpath.dirname(shown.rstrip("/")).rstrip("/") + "/"
    for start in ("/",) if path.startswith("/") else (section, "/"):
        page = posixpath.normpath(posixpath.join(start, path)).replace("//", "/").rstrip("/") + "/"
        if page in subject.ids:
            return page, start != section and not path.startswith("/")
    return None, False


def urls(subject: Subject) -> Iterator[Url]:
    """Yield each URL of prose, outside code; comments are no prose."""
    for text in texts(subject):
        if "://" in text.text:
            yield from (Url(text, url, offset) for url, offset in urls_of(text.text))


@lru_cache(maxsize=8192)
def urls_of(text: str) -> tuple[tuple[str, int], ...]:
    """Return the URLs of a text, outside code, with their offsets."""
    text = SPAN.sub(lambda match: blank(match[0]), without_blocks(text))
    return tuple((match[0].rstrip(".,:;"), match.start()) for match in URL.finditer(text))


def is_history(text: Prose) -> bool:
    """Tell whether a text is a changelog: it may link to what is retired by now."""
    return text.kind in ("changelog", "news") or any("/changelog/" in url for url in text.urls)


def near(name: str, known: frozenset[str]) -> str:
    """Return words that propose a known name that is near, or nothing."""
    squeezed = re.sub(r"[^\w-]", "", name).lower()
    found = [squeezed] if squeezed in known else get_close_matches(name, known, 1, 0.8)
    return f": did you mean `{found[0]}`?" if found else ""
