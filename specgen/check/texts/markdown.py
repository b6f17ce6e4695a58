"""Ways through Markdown as written, by offset: what is prose, what is code, where links lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

FENCE = re.compile(
    r"^([ \t>]*(?:[-*+] +|\d+[.)] +)?)(`{3,}|~{3,})([^\n`]*)\n(.*?)(?:^[ \t>]*\2[`~]*[ \t]*$|\Z)", re.M | re.S
)
# A code span ends with its paragraph.
SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
CALL = re.compile(r"\{\{[%<].*?[%>]\}\}", re.S)
LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]\\]|\\.|\[[^\]]*\])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
REFERENCE = re.compile(r"^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?\s*$", re.M)
ANCHOR = re.compile(r"<a\s[^>]*?href=[\"']([^\"']*)[\"']", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """One link as written. `offset` is where its target starts in the text."""

    label: str
    target: str
    offset: int


@dataclass(frozen=True, slots=True)
class Code:
    """One fenced block: its language, its content, and where the content starts in the text."""

    language: str
    content: str
    offset: int


def blank(text: str) -> str:
    """Return as many blanks as a text has characters; line ends stay."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def without_blocks(text: str) -> str:
    """Return a text with blanks for fenced blocks and comments; offsets stay."""
    if "```" in text or "~~~" in text:
        text = FENCE.sub(lambda match: blank(match[0]), text)
    return COMMENT.sub(lambda match: blank(match[0]), text) if "<!--" in text else text


def without_code(text: str) -> str:
    """Return a text with blanks for fenced blocks, code spans, comments and shortcodes; offsets stay."""
    for pattern in (FENCE, COMMENT, CALL, SPAN):
        text = pattern.sub(lambda match: blank(match[0]), text)
    return text


@lru_cache(maxsize=8192)
def links_of(text: str) -> tuple[Link, ...]:
    """Return the links of a text: many rules ask for them."""
    return tuple(links(text)) if "](" in text or "]:" in text or "href" in text else ()


def links(text: str) -> Iterator[Link]:
    """Yield the links of a text: inline ones, definitions of references, and HTML anchors."""
    quiet = without_blocks(text)
    quiet = SPAN.sub(lambda match: blank_targets(match[0]), quiet) if "`" in quiet else quiet
    for match in LINK.finditer(quiet):
        yield Link(match[1], match[2], match.start(2))
    for match in REFERENCE.finditer(quiet) if "]:" in quiet else ():
        yield Link(match[1], match[2], match.start(2))
    for match in ANCHOR.finditer(quiet) if "<a" in quiet or "<A" in quiet else ():
        yield Link("", match[1], match.start(1))


def blank_targets(span: str) -> str:
    """Return a code span in which nothing looks like a link any more; its length stays."""
    return re.sub(r"[\[\]()<>]", " ", span)


def code_blocks(text: str) -> Iterator[Code]:
    """Yield the fenced blocks of a text."""
    for match in FENCE.finditer(text):
        language = match[3].split()[0].lower() if match[3].strip() else ""
        yield Code(language, match[4], match.start(4))
