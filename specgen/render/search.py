"""What readers search: the sections of all pages as plain text (INPUT 11)."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape

from specgen.memory import key_of
from specgen.model.artifact import Artifact
from specgen.model.page import Page
from specgen.render.site import Site

PAGE = "index.html"
CONTENT = re.compile(r'<div class="?content"?>(.*)</main>', re.DOTALL)
HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid=(?:"([^"]*)"|([^\s>]+))[^>]*>(.*?)</h\1>', re.DOTALL)
# Words on both sides of these do not belong together; other tags may stand within a word.
APART = re.compile(r"</?(?:p|li|ul|ol|t[dhr]|table|div|pre|d[dtl]|h[1-6]|summary|details|br|blockquote)\b[^>]*>")
# Formulas say themselves twice: as a picture of signs, and as they were written.
TWICE = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
EMPTY = "[]"
# Operations and events are headings of the first level in places of their own.
INNERMOST = 7
CHANGELOG = "/changelog/"


def search_index(pages: Iterable[Page], sections: Iterable[tuple[str, str]]) -> str:
    """Return the index as JSON: a list of `{"url", "title", "sections": [[id, title, text, level], …]}` for the pages.

    Levels are those of headings, 2 to 6; operations and events have 7, what is before the first heading has 0. URLs
    are relative to the site; pages of the changelog say `"type": "changelog"`, so that they can be told apart.
    """
    known = dict(sections)
    there = (page for page in pages if known.get(page.url, EMPTY) != EMPTY)
    return f"[{','.join(entry(page, known[page.url]) for page in there)}]\n"


def entry(page: Page, sections: str) -> str:
    """Return what the index has of a page."""
    kind = {"type": "changelog"} if page.url.startswith(CHANGELOG) else {}
    facts = compact({"url": page.url.lstrip("/"), "title": page.title, **kind})
    return f'{facts[:-1]},"sections":{sections}}}'


def searched(artifacts: Iterable[Artifact], site: Site) -> Iterator[tuple[str, str]]:
    """Yield the URL of each page with its sections as JSON; those of pages that are the same are remembered."""
    known = site.ground.memory.sections
    for each in artifacts:
        if each.path.endswith(PAGE):
            draw = partial(drawn, each.content)
            yield f"/{each.path.removesuffix(PAGE)}", known.of(each.path, key_of((each.content,)), draw)


def drawn(page: bytes) -> str:
    """Return the sections of a page as JSON."""
    return compact(list(sections_of(page)))


def sections_of(page: bytes) -> Iterator[tuple[str, str, str, int]]:
    """Yield id, title, text and level of each section of a page as it is written; the beginning has no id and title."""
    main = CONTENT.search(page.decode())
    if main is None:
        return
    html = main[1]
    found = list(HEADING.finditer(html))
    ends = [*(each.start() for each in found), len(html)]
    before = plain(html[: ends[0]])
    if before:
        yield "", "", before, 0
    for each, end in zip(found, ends[1:], strict=True):
        level = int(each[1]) if each[1] != "1" else INNERMOST
        yield unescape(each[2] or each[3]), plain(each[4]), plain(html[each.end() : end]), level


def plain(html: str) -> str:
    """Return the words of HTML."""
    return " ".join(unescape(TAG.sub("", APART.sub(" ", TWICE.sub("", html)))).split())


def compact(value: object) -> str:
    """Return a value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
