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
    """Yield the URL of each page with its sections as JSON; sections that are the same are remembered."""
    known = site.ground.memory.sections
    for each in artifacts:
        if each.path.endswith(PAGE):
            found = (
                known.of(f"{each.path} {number}", key_of((heading, html)), partial(drawn, heading, html))
                for number, (heading, html) in enumerate(parts_of(each.content))
            )
            yield f"/{each.path.removesuffix(PAGE)}", f"[{','.join(filter(None, found))}]"


def parts_of(page: bytes) -> Iterator[tuple[str, str]]:
    """Yield the heading of each section of a page as it is written, and what is below it; the first has no heading."""
    main = CONTENT.search(page.decode())
    if main is None:
        return
    html = main[1]
    found = list(HEADING.finditer(html))
    ends = [*(each.start() for each in found), len(html)]
    yield "", html[: ends[0]]
    for each, end in zip(found, ends[1:], strict=True):
        yield each[0], html[each.end() : end]


def drawn(heading: str, html: str) -> str:
    """Return id, title, text and level of a section as JSON; empty for a page that begins with a heading."""
    match = HEADING.match(heading)
    text = plain(html)
    if match is None:
        return compact(["", "", text, 0]) if text else ""
    level = int(match[1]) if match[1] != "1" else INNERMOST
    return compact([unescape(match[2] or match[3]), plain(match[4]), text, level])


def plain(html: str) -> str:
    """Return the words of HTML."""
    return " ".join(unescape(TAG.sub("", APART.sub(" ", TWICE.sub("", html)))).split())


def compact(value: object) -> str:
    """Return a value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
