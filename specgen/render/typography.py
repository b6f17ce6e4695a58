"""Quotes, dashes and ellipses as goldmark's typographer sets them, on the tokens of one inline text (INPUT 4.4)."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from markdown_it.token import Token

MARKS = re.compile(r"---|--|\.\.\.|<<|>>|['\"]")
PLAIN = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»"}
CONTRACTED = re.compile(r"(?:[smtd]|ve|ll|re)(?=[^\w]|$)")
DECADE = re.compile(r"\d\ds(?=[^\w]|$)")
# What a reader of the source sees on either side of a token that is not text.
EDGES = {
    "code_inline": ("`", "`"),
    "link_open": ("[", "["),
    "link_close": ("]", ")"),
    "image": ("!", ")"),
    "html_inline": ("<", ">"),
    "softbreak": ("\n", "\n"),
    "hardbreak": ("\n", "\n"),
}


def needs_typography(text: str) -> bool:
    """Tell whether there is anything to set in a text."""
    return MARKS.search(text) is not None


def set_typography(tokens: Sequence[Token]) -> None:
    """Set the text tokens of one paragraph, heading or cell; quotes pair up over all of them."""
    open_quotes = {"'": 0, '"': 0}
    for index, token in enumerate(tokens):
        if token.type == "text" and token.info != "auto" and MARKS.search(token.content):
            before = edge(tokens, index - 1, 1)
            after = edge(tokens, index + 1, 0)
            token.content = MARKS.sub(setter(before, after, open_quotes), token.content)


def edge(tokens: Sequence[Token], index: int, side: int) -> str:
    """Return the character that a neighbouring token shows: its last (side 1) or first (side 0)."""
    if not 0 <= index < len(tokens):
        return "\n"
    token = tokens[index]
    if token.type in ("text", "text_special"):
        return token.content[-side] if token.content else "\n"
    return EDGES.get(token.type, ("*", "*"))[side]


def setter(before: str, after: str, open_quotes: dict[str, int]) -> Callable[[re.Match[str]], str]:
    """Return the function that replaces each mark of one text token."""

    def replace(match: re.Match[str]) -> str:
        mark = match[0]
        if mark in PLAIN:
            return PLAIN[mark]
        text, place = match.string, match.start()
        left = text[place - 1] if place else before
        rest = text[place + 1 :] or after
        return (single if mark == "'" else double)(left, rest, open_quotes)

    return replace


def is_space(character: str) -> bool:
    """Tell whether a character is white space (the edge of a text counts)."""
    return character.isspace()


def is_punctuation(character: str) -> bool:
    """Tell whether a character is punctuation or a symbol."""
    return unicodedata.category(character)[0] in "PS"


def flanks(left: str, right: str) -> tuple[bool, bool]:
    """Return whether a delimiter run between two characters can open, and can close (CommonMark 0.31, 6.2)."""
    space_left, space_right = is_space(left), is_space(right)
    mark_left, mark_right = is_punctuation(left), is_punctuation(right)
    opens = not space_right and (not mark_right or space_left or mark_left)
    closes = not space_left and (not mark_left or space_right or mark_right)
    return opens, closes


def ends_word(rest: str) -> bool:
    """Tell whether a quote that could go either way ends a word: punctuation follows, then punctuation or a blank."""
    return is_punctuation(rest[0]) and (len(rest) == 1 or is_punctuation(rest[1]) or is_space(rest[1]))


def single(left: str, rest: str, open_quotes: dict[str, int]) -> str:
    """Return the apostrophe or single quote between `left` and `rest`."""
    opens, closes = flanks(left, rest[0])
    alone = is_punctuation(left) or is_space(left)
    if (
        (alone and rest[0] in "tenlm")
        or (left.isalnum() and rest[0].isalpha())
        or (opens and not closes and DECADE.match(rest))
    ):
        return "’"
    if opens and not closes:
        if CONTRACTED.match(rest):
            return "’"
        open_quotes["'"] += 1
        return "‘"
    if open_quotes["'"] and closes and (not opens or ends_word(rest)):
        open_quotes["'"] -= 1
        return "’"
    return "'" if rest[0].isdigit() else "’"


def double(left: str, rest: str, open_quotes: dict[str, int]) -> str:
    """Return the double quote between `left` and `rest`."""
    opens, closes = flanks(left, rest[0])
    if opens and not closes:
        open_quotes['"'] += 1
        return "“"
    if open_quotes['"'] and closes and (not opens or ends_word(rest)):
        open_quotes['"'] -= 1
        return "”"
    return '"'
