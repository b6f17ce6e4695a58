"""A word, or two words, stand twice in a row.

Why:
    It is a slip of the hand; readers stumble over it, or over what was meant instead.
Bad:
    Clients must send the the event.
Good:
    Clients must send the event.
"""

import re
from collections.abc import Iterator
from operator import eq

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
TWICE = re.compile(r"(?<![\w\ufffc./*_'’-])([A-Za-z]+)\s+\1(?![\w\ufffc/*_'’-]|\.\w)", re.I)
PAIR = re.compile(
    r"(?<![\w\ufffc./*_'’-])([A-Za-z]{2,})\s+(?!\1\b|(?:by|in|to|for|and|after)\b)([A-Za-z]{2,})\s+\1\s+\2(?![\w\ufffc/*_'’-]|\.\w)"
)
AROUND = re.compile(
    r"(?<![\w\ufffc./*_'’-])(of|in|to|for|from|with|by|on|at)\s+(?:the|an?)\s+\1(?![\w\ufffc/*_'’-])(?=\s+\w)"
)
LETTERS = re.compile(r"[a-z]+")
# Words that may follow themselves.
RIGHT = frozenset(("had", "that", "blah", "bla", "very", "long", "yes", "no", "so"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each word that is repeated at once, also over the end of a line."""
    for text, block in words(subject):
        if block.kind == "row" or not repeats(LETTERS.findall(block.text.lower())):
            continue
        for match in TWICE.finditer(block.text):
            if match[1].lower() not in RIGHT and match[0][1:].endswith(match[1][1:]):
                yield Finding(text.at(block.offset + match.start()), f"`{match[1]}` stands twice in a row")
        for match in PAIR.finditer(block.text):
            yield Finding(text.at(block.offset + match.start()), f"`{match[1]} {match[2]}` stands twice in a row")
        for match in AROUND.finditer(block.text):
            yield Finding(text.at(block.offset + match.start()), f"`{match[1]}` stands before and behind the article")


def repeats(words: list[str]) -> bool:
    """Tell whether a word is that before it, or the one before that: only then it is worth while to look closely."""
    return any(map(eq, words, words[1:])) or any(map(eq, words, words[2:]))
