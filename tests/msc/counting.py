"""What a proposal holds, read from its source by a parser of its own, and from its page by one of HTML."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

WORDS = re.compile(r"\w+")
ROW = re.compile(r"<tr\b", re.I)
IMAGE = re.compile(r"<img\b[^>]*\ssrc=[\"']?([^\"'\s>]+)", re.I)


def words(text: str) -> tuple[str, ...]:
    return tuple(WORDS.findall(text))


def file_name(address: str) -> str:
    return address.rpartition("/")[2]


def expected(source: str) -> dict[str, list[object]]:
    """Return code blocks, rows of tables, footnotes and pictures of a source, in order."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    tokens = parser.parse(source)
    found: dict[str, list[object]] = {"code": [], "rows": [], "footnotes": [], "pictures": []}
    rows: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type in ("fence", "code_block"):
            found["code"].append(token.content.strip())
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and tokens[index - 1].type in ("td_open", "th_open"):
            rows[-1].append("".join(map(seen, token.children or ())))
        elif token.type == "footnote_open":
            found["footnotes"].append(token.meta["id"])
    found["rows"] = [words(" ".join(row)) for row in rows]
    # Rows in HTML may have Markdown in them: those are only counted.
    found["rows of html"] = ["row"] * sum(len(ROW.findall(t.content)) for t in tokens if t.type == "html_block")
    found["pictures"] = sorted(map(file_name, pictures(tokens)))
    return found


def pictures(tokens: list[Token]) -> Iterator[str]:
    """Yield the addresses of the pictures in Markdown and in HTML."""
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            yield from IMAGE.findall(token.content)
        elif token.type == "image":
            yield str(token.attrGet("src"))
        if token.type != "image":
            yield from pictures(token.children or [])


def seen(token: Token) -> str:
    """Return what a reader sees of an inline token; a line break in a cell parts two words."""
    return token.content if token.type in ("text", "code_inline") else " " if token.type == "html_inline" else ""


class Page(HTMLParser):
    """Collects the same from a page's main content."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.pre: list[str] | None = None
        self.row: list[str] | None = None
        self.found: dict[str, list[object]] = {"code": [], "rows": [], "footnotes": [], "pictures": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.inside = self.inside or (tag == "div" and known.get("class") == "content")
        if not self.inside:
            return
        if tag == "pre":
            self.pre = []
        elif tag == "tr":
            self.end_row()
            self.row = []
        elif tag == "li" and known.get("class") == "footnote-item":
            self.found["footnotes"].append(len(self.found["footnotes"]))
        elif tag == "img":
            self.found["pictures"].append(file_name(known["src"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self.pre is not None:
            self.found["code"].append("".join(self.pre).strip())
            self.pre = None
        elif tag == "table":
            self.end_row()
        elif tag == "main":
            self.inside = False

    def handle_data(self, data: str) -> None:
        for held in (self.pre, self.row):
            if held is not None:
                held.append(data)

    def end_row(self) -> None:
        if self.row is not None:
            self.found["rows"].append(words(" ".join(self.row)))
        self.row = None


def lost(source: str, html: str) -> dict[str, object]:
    """Return what of a source is not in its page."""
    want, got = expected(source), counted(html)
    extra = len(want.pop("rows of html"))
    rows = [row for row in want.pop("rows") if row not in got["rows"]]
    missing: dict[str, object] = {kind: (want[kind], got[kind]) for kind in want if want[kind] != got[kind]}
    if rows or len(got["rows"]) != extra + len(expected(source)["rows"]):
        missing["rows"] = rows
    return missing


def counted(html: str) -> dict[str, list[object]]:
    """Return code blocks, rows of tables, footnotes and pictures of a page, in order."""
    page = Page()
    page.feed(html)
    links = re.findall(r"picture: [^<(]*(?:\(([^)\s]+) is not there\))?", html)
    remote = re.findall(r'<a href="?([^" >]+)"?>picture: ', html)
    page.found["pictures"].extend(map(file_name, (*filter(None, links), *remote)))
    page.found["pictures"] = sorted(page.found["pictures"], key=str)
    return page.found
