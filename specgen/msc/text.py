"""A proposal as a value: its headings, blocks, links and addresses, each with its place in the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from specgen.model.source import SourceFile
from specgen.msc.headings import Heading, read_headings
from specgen.msc.links import Link, find_links
from specgen.msc.masks import IN_CODE, Span, blanked, code_spans, without_comments

NAME = re.compile(r"(?:.*/)?(\d{1,9})-([^/\x00-\x1f]+)\.md\Z")
LINE_END = re.compile(r"\r\n?|\n")
ANCHOR = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
URL = re.compile(r"https?://(?:[^\s<>()\[\]\"'`|\ue000]|\([^\s<>()\"]*\))+", re.I)
TRAILING = re.compile(r"[?!.,:;*_~]+\Z")
FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
FOOTNOTE_USE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
CODE = ("fence", "code_block")
# Blocks of lines whose code spans do not reach beyond them; a row of a table stands for its cells.
LINES = {"paragraph_open": "paragraph", "heading_open": "heading", "tr_open": "row"}


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: lines `first` to `last` (from 0, the end not included).

    `kind` is `paragraph`, `heading`, `row`, `fence`, `code_block`, `html_block` or `hr`. `info` is that
    of a fence, or `head` for the row that heads a table.
    """

    kind: str
    first: int
    last: int
    info: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalText:
    """One proposal as it is written.

    `number` is that of the file's name, 0 without. `prose` is the text with code blocks and
    comments blanked and code spans filled, character by character; `starts` are the offsets of its lines.
    """

    path: str
    text: str
    number: int = 0
    prose: str
    starts: tuple[int, ...]
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    urls: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()
    anchors: frozenset[str] = frozenset()
    definitions: Mapping[str, str]
    footnotes: frozenset[str] = frozenset()
    footnote_uses: tuple[tuple[int, str], ...] = ()

    @property
    def title(self) -> str:
        """Return the text of the first heading of level 1, or nothing."""
        return next((each.text for each in self.headings if each.level == 1), "")

    def line(self, number: int) -> str:
        """Return a line (from 0) without its end."""
        return self.text[self.starts[number] : self.end_of(number)]

    def end_of(self, number: int) -> int:
        """Return where a line (from 0) ends, before its line end."""
        last = number + 1 >= len(self.starts)
        end = len(self.text) if last else self.starts[number + 1]
        while not last and end > self.starts[number] and self.text[end - 1] in "\r\n":
            end -= 1
        return end

    def blocks_of(self, *kinds: str) -> Iterator[Block]:
        """Yield the blocks of some kinds."""
        return (block for block in self.blocks if block.kind in kinds)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return a parser of blocks; what stands inside lines is looked at with its place, which it would not tell."""
    made = MarkdownIt("commonmark", {"html": True}).enable(["table"])
    made.core.ruler.enableOnly(["normalize", "block"])
    return made


def read_proposal(file: SourceFile) -> ProposalText:
    """Return a proposal. Never raises for what an author wrote."""
    text = file.text()
    starts = (0, *(match.end() for match in LINE_END.finditer(text)))
    environment: dict[str, Any] = {}
    tokens = parser().parse(text, environment)
    blocks = tuple(read_blocks(tokens))
    bounds = (*starts, len(text))
    code = tuple(
        span
        for each in blocks
        if each.kind in LINES.values()
        for span in code_spans(text, bounds[each.first], bounds[each.last])
    )
    solid = blanked(text, ((bounds[each.first], bounds[each.last]) for each in blocks if each.kind in CODE))
    prose = without_comments(blanked(solid, code, IN_CODE))
    known = environment.get("references", {})
    name = NAME.match(file.path)
    headings = tuple(read_headings(tokens))
    return ProposalText(
        path=file.path,
        text=text,
        number=int(name[1]) if name else 0,
        prose=prose,
        starts=starts,
        headings=headings,
        blocks=blocks,
        links=tuple(find_links(prose, text, known)),
        urls=tuple(url_span(match) for match in URL.finditer(prose)),
        code=code,
        anchors=frozenset(each.id for each in headings) | {a or b or c for a, b, c in ANCHOR.findall(prose)},
        definitions={label: entry["href"] for label, entry in known.items()},
        footnotes=frozenset(FOOTNOTE.findall(prose)),
        footnote_uses=tuple((use.start(), use[1]) for use in FOOTNOTE_USE.finditer(prose)),
    )


def read_blocks(tokens: list[Token]) -> Iterator[Block]:
    """Yield the leaf blocks of a parsed text, in order."""
    head = ""
    for token in tokens:
        if token.type in ("thead_open", "thead_close"):
            head = "head" if token.type == "thead_open" else ""
        elif token.map and (token.type in LINES or token.type in (*CODE, "html_block", "hr")):
            kind = LINES.get(token.type, token.type)
            yield Block(kind, token.map[0], token.map[1], token.info.strip() or head, token.content)


def url_span(match: re.Match[str]) -> Span:
    """Return where an address stands, without the punctuation that follows it."""
    trimmed = TRAILING.sub("", match[0])
    return match.start(), match.start() + len(trimmed)
