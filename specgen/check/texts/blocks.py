"""Markdown as written, block by block: paragraphs, items, headings and rows, with offsets; what is code is masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from specgen.check.once import once
from specgen.check.texts.markdown import CALL, COMMENT, FENCE, SPAN, blank
from specgen.model.subject import Prose, Subject

# Stands for each character of what is shown but is not prose: code, shortcodes, targets of links, HTML tags.
MASK = "\ufffc"
CALL_ALONE = re.compile(r"^[ \t]*\{\{[%<][^\n]*[%>]\}\}[ \t]*$", re.M)
TARGET = re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?<=\])\[[^\[\]\n]*\]|(?<=\]): *\S+")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|<[\w.+-]+@[\w.-]+>")
URL = re.compile(r"https?://(?:[^\s<>\"()\ufffc]|\([^\s<>\"()]*\))*[\w/#=&-]")
FORMULA = re.compile(r"(?<!\\)\\(?:\[(?:(?!\n\s*\n).)*?\\\]|\((?:(?!\n\s*\n).)*?\\\))", re.S)
ATTRIBUTES = re.compile(r"\{[#.][^{}\n]*\}(?=\s*$)", re.M)
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*\Z", re.S)
ITEM = re.compile(r"([ \t>]*)([-*+]|\d{1,9}[.)]|:)([ \t]+|$)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `paragraph`, `item`, `heading`, `row` or `code` (indented). `offset` is where it starts."""

    kind: str
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading as written: its level, its text without attributes, and where it starts in the text."""

    level: int
    text: str
    offset: int


@dataclass(slots=True)
class Reader:
    """Collects the blocks of one text; a class because what a line is depends on those above."""

    indents: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kind: str = ""
    start: int = 0
    after_blank: bool = True

    def read(self, text: str) -> Iterator[Block]:
        """Yield the blocks of a text whose code is masked."""
        offset = 0
        for line in text.splitlines(keepends=True):
            bare = line.rstrip("\n")
            if not bare.strip(" \t>"):
                yield from self.flush()
                self.after_blank = True
            else:
                kind = self.kind_of(bare)
                if kind not in ("paragraph", "code") or not self.lines or self.kind in ("heading", "row"):
                    yield from self.flush()
                    self.kind, self.start = kind, offset
                self.lines.append(line)
                self.after_blank = False
            offset += len(line)
        yield from self.flush()

    def kind_of(self, line: str) -> str:
        """Return what kind of block a line starts or goes on with."""
        indent = len(line) - len(line.lstrip(" \t>"))
        while self.indents and indent < self.indents[-1] and (self.after_blank or ITEM.match(line)):
            self.indents.pop()
        base = self.indents[-1] if self.indents else 0
        if indent >= base + 4 and (self.after_blank or self.kind == "code"):
            return "code"
        if HEADING.match(line[base:] if self.indents else line):
            return "heading"
        if item := ITEM.match(line):
            self.indents.append(min(item.end(), len(item[1]) + 5))
            return "item"
        return "row" if line.lstrip(" \t>").startswith("|") else "paragraph"

    def flush(self) -> Iterator[Block]:
        """Yield the block that ends."""
        if self.lines:
            yield Block(self.kind, "".join(self.lines), self.start)
        self.lines = []


def mask(match: re.Match[str]) -> str:
    """Return as many masks as a match has characters; line ends stay."""
    return "\n".join(MASK * len(line) for line in match[0].split("\n"))


@lru_cache(maxsize=8192)
def without_fences(text: str) -> str:
    """Return a text with blanks for fenced blocks and comments, and masks for shortcodes; offsets stay."""
    for pattern in (FENCE, COMMENT, CALL_ALONE):
        if pattern is not FENCE or "```" in text or "~~~" in text:
            text = pattern.sub(lambda match: blank(match[0]), text)
    return CALL.sub(mask, text) if "{{" in text else text


@lru_cache(maxsize=8192)
def without_formulas(text: str) -> str:
    """Return a text as `without_fences` does, with masks for formulas too."""
    text = without_fences(text)
    return FORMULA.sub(mask, text) if "\\[" in text or "\\(" in text else text


@lru_cache(maxsize=8192)
def without_spans(text: str) -> str:
    """Return a text as `without_formulas` does, with masks for code spans too."""
    text = without_formulas(text)
    return SPAN.sub(mask, text) if "`" in text else text


@lru_cache(maxsize=8192)
def masked(text: str) -> str:
    """Return a text of which only the words that people read are left, the rest masked or blank; offsets stay."""
    text = without_spans(text)
    for sign, pattern in (("<", TAG), ("]", TARGET), ("{", ATTRIBUTES), ("://", URL)):
        if sign in text:
            text = pattern.sub(mask, text)
    return text


@lru_cache(maxsize=8192)
def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, of which only the words that people read are left."""
    return tuple(Reader().read(masked(text)))


@once
def texts(subject: Subject) -> tuple[Prose, ...]:
    """Return every text that people read: all prose, and the news fragments."""
    news = (Prose("news", fragment.text, fragment.location) for fragment in subject.spec.fragments)
    return (*subject.prose, *news)


@once
def words(subject: Subject) -> tuple[tuple[Prose, Block], ...]:
    """Return the blocks of every text that people read, without indented code."""
    return tuple((text, block) for text in texts(subject) for block in blocks(text.text) if block.kind != "code")


@lru_cache(maxsize=1024)
def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of a text."""
    found = []
    for block in blocks(text):
        written = text[block.offset : block.offset + len(block.text)].rstrip("\n")
        match = HEADING.match(written) if block.kind == "heading" else None
        if match:
            title = ATTRIBUTES.sub("", match[2] or "").strip()
            found.append(Heading(len(match[1]), title, block.offset + match.start(1)))
    return tuple(found)
