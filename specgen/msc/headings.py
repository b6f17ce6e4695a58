"""Headings of a proposal: what a reader sees of them, and the ids that GitHub gives them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from markdown_it.token import Token

CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()]*)?\)|\[[^\[\]]*\])"
)
TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
STRESS = re.compile(r"(?<!\\)(?:\*+|~~|(?<![\w\\])_+(?=\S)|(?<=\S)_+(?!\w))")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Stands for a code span while marks are taken away around it.
HELD = re.compile("\ue000(\\d+)\ue001")
DROPPED = re.compile(r"[^\w -]")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its level, its text without marks, the id that GitHub gives it, its line (from 0)."""

    level: int
    text: str
    id: str
    line: int
    nested: bool = False


def read_headings(tokens: list[Token]) -> Iterator[Heading]:
    """Yield the headings of a parsed text, with ids that are unique on its page."""
    used: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            text = plain(tokens[index + 1].content)
            yield Heading(int(token.tag[1]), text, unique(slug(text), used), token.map[0], token.level > 0)


def plain(source: str) -> str:
    """Return inline Markdown as a reader sees it."""
    codes: list[str] = []

    def hold(match: re.Match[str]) -> str:
        codes.append(match[2])
        return f"\ue000{len(codes) - 1}\ue001"

    held = CODE.sub(hold, HELD.sub("", source))
    shown = unescape(ESCAPED.sub(r"\1", STRESS.sub("", TAG.sub("", LINK.sub(r"\1", held)))))
    return " ".join(HELD.sub(lambda mark: codes[int(mark[1])], shown).split())


def slug(text: str) -> str:
    """Return GitHub's id of a heading."""
    return DROPPED.sub("", text.lower()).replace(" ", "-")


def unique(name: str, used: dict[str, int]) -> str:
    """Return a name, numbered if it is taken. `used` has the names with the last number that each was given."""
    result, number = name, used.get(name, 0)
    while result in used:
        number += 1
        result = f"{name}-{number}"
    used[name] = number
    used.setdefault(result, 0)
    return result


def named(headings: Iterable[Heading], *words: str) -> Iterator[Heading]:
    """Yield the headings whose text has one of some words."""
    return (each for each in headings if any(word in each.text.lower() for word in words))
