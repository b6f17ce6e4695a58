"""From Markdown to the plain text of docstrings: no links, no shortcodes, wrapped."""

import re
from collections.abc import Iterator

SHORTCODE = re.compile(r"\{\{[%<]\s*(/?)\s*([\w/-]+)\s*(.*?)\s*/?[%>]\}\}", re.DOTALL)
VERSION = re.compile(r"""v=["']?([\d.]+)""")
LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^()\s>]*(?:\([^()]*\)[^()\s]*)?)>?(?:\s+[\"'][^)]*)?\)", re.DOTALL
)
REFERENCE = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])+)\]\[[^\]]*\]", re.DOTALL)
STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__", re.DOTALL)
EMPHASIS = re.compile(
    r"(?<![\w*`\\])\*(?=[^\s*])([^*`]+?)(?<=\S)\*(?![\w*])|(?<![\w`\\])_(?=[^\s_])([^_`]+?)(?<=\S)_(?!\w)"
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?(?:br|b|i|em|strong|code|p|div|span|a|sup|sub|details|summary|img)\b[^<>]*>", re.IGNORECASE)
ITEM = re.compile(r"(\s*)([-*+]|\d+[.)])\s+(.*)\Z", re.DOTALL)
FENCE = re.compile(r"\s*(```+|~~~+)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
POINTING = re.compile(r"\bhere\Z", re.IGNORECASE)
LAID = re.compile(r"\s|[|>#]|[-*+] |\d+[.)] |```|~~~")
UNENDED = re.compile(r"[\w`)\]\"']\Z")
KINDS = {"note": "Note: ", "warning": "Warning: ", "rationale": "Rationale: "}
SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z`*(\"]|\s*\Z)", re.DOTALL)
ABBREVIATED = ("e.g.", "i.e.", "etc.", "cf.", "vs.")


def plain(markdown: str) -> str:
    """Return Markdown without links, emphasis, comments and shortcodes; code spans stay as they are."""
    if "{{" in markdown:
        markdown = SHORTCODE.sub(shortcode, markdown)
    if "<" in markdown:
        markdown = TAG.sub("", COMMENT.sub("", markdown))
    if "[" in markdown:
        markdown = REFERENCE.sub(r"\1", LINK.sub(linked, markdown))
    if "*" in markdown or "_" in markdown:
        markdown = EMPHASIS.sub(first, STRONG.sub(first, markdown))
    return ESCAPED.sub(r"\1", markdown) if "\\" in markdown else markdown


def linked(match: re.Match[str]) -> str:
    """Return the text of a link; with its target where the text alone says nothing."""
    text, target = match.groups()
    return f"{text} ({target})" if POINTING.search(text) and target.startswith("http") else text


def first(match: re.Match[str]) -> str:
    """Return the group that matched."""
    return match[1] or match[2]


def shortcode(match: re.Match[str]) -> str:
    """Return what a shortcode says in plain text."""
    closing, name, arguments = match.groups()
    if closing:
        return ""
    if name.startswith("boxes/"):
        return KINDS.get(name[6:], "")
    version = VERSION.search(arguments)
    if name in ("added-in", "changed-in") and version:
        return f"[{name[:-3].capitalize()} in v{version[1]}] "
    return ""


def wrapped(text: str, width: int, first_indent: str = "", indent: str = "") -> list[str]:
    """Return words in lines of at most `width`, greedily; words that are longer stand alone."""
    lines = []
    line = first_indent
    empty = True
    for word in text.split():
        if not empty and len(line) + 1 + len(word) > width:
            lines.append(line)
            line, empty = indent, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    return lines if empty else [*lines, line]


def lines_of(markdown: str, width: int) -> list[str]:
    """Return Markdown as wrapped plain text: paragraphs, lists and code blocks, a blank line between."""
    result: list[str] = []
    for block in blocks(plain(markdown)):
        if result and block:
            result.append("")
        result.extend(drawn(block, width))
    return result


def blocks(text: str) -> Iterator[list[str]]:
    """Yield the blocks of a text: lines without a blank one between them, and fenced code as a whole."""
    block: list[str] = []
    fence = ""
    for line in text.strip("\n").split("\n"):
        mark = FENCE.match(line)
        if fence or mark:
            block.append(line)
            if mark and not fence:
                fence = mark[1]
            elif mark and line.strip().startswith(fence):
                fence = ""
        elif line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def drawn(block: list[str], width: int) -> Iterator[str]:
    """Yield the lines of one block."""
    table = block[0].lstrip().startswith("|")
    if table and max(map(len, block)) > width:
        yield "(A table is shown in the specification.)"
        return
    if table or any(map(FENCE.match, block)):
        yield from (line.rstrip() for line in block if not FENCE.match(line))
        return
    part: list[str] = []
    for line in block:
        if ITEM.match(line) and part:
            yield from paragraph(" ".join(part), part[0], width)
            part = []
        part.append(line if ITEM.match(line) else line.strip())
    yield from paragraph(" ".join(part), part[0], width)


def paragraph(text: str, start: str, width: int) -> list[str]:
    """Return one paragraph or list item, wrapped."""
    item = ITEM.match(text)
    if item is None:
        return wrapped(re.sub(r"\A#+\s+", "", text), width)
    space = " " * (len(start) - len(start.lstrip()))
    mark = f"{space}{item[2]} "
    return wrapped(item[3], width, mark, " " * len(mark))


def ended(text: str) -> str:
    """Return prose with its full stop. Lists, tables and code at its end have none."""
    last = text.rstrip().rpartition("\n\n")[2]
    whole = not any(LAID.match(line) for line in last.split("\n"))
    return f"{text.rstrip()}." if whole and UNENDED.search(last) else text


def sentence(markdown: str) -> str:
    """Return the first sentence of Markdown as plain text, on one line."""
    text = " ".join(plain(markdown).strip().partition("\n\n")[0].split())
    for match in SENTENCE.finditer(text):
        found = text[: match.end()]
        if not found.endswith(ABBREVIATED):
            return found
    return text
