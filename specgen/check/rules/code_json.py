"""A block of code that says it is JSON is not.

Why:
    Readers copy examples; tools that check or colour them stop at the first mistake. `...`, comments and placeholders
    in angle brackets are fine.
Bad:
    ```json
    {"name": "Lobby",}
    ```
Good:
    ```json
    {"name": "Lobby"}
    ```
"""

import json
import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.markdown import code_blocks
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
STRING = r'"(?:[^"\\]|\\.)*"'
OUTSIDE = re.compile(rf"{STRING}|(?P<alone>(?<=\n)[ \t]*(?://|\#)[^\n]*)|//[^\n]*|/\*.*?\*/|<[^<>\n]*>|\.{{3}}|…", re.S)
# A value in words, such as `integer (optional)`.
WORDS = re.compile(rf"{STRING}|(?<=:)(\s*)(?!true\b|false\b|null\b)([A-Za-z\ufffc](?:\([^()\n]*\)|[^,\n\]}}\"(])*)")
LEFT_OUT = re.compile(
    rf"{STRING}|,(?=[\s\ufffc]*\ufffc[\s\ufffc,]*[\]}}]|[\s\ufffc]*\ufffc[\s\ufffc]*\Z)|\ufffc[ \t]*,?", re.S
)
WRAPPED = (("", ""), ("{", "}"), ("[", "]"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each block of JSON that cannot be read; one that is a part of an object or a list can."""
    for text in texts(subject):
        if "json" not in text.text:
            continue
        for block in code_blocks(text.text):
            if block.language == "json" and block.content.strip():
                trouble = first_trouble(cleaned(block.content))
                if trouble:
                    yield Finding(text.at(block.offset + trouble[1]), f"code is no JSON: {trouble[0]}")


def cleaned(content: str) -> str:
    """Return JSON without comments and what stands for things left out; offsets stay."""
    content = OUTSIDE.sub(hidden, content)
    content = WORDS.sub(lambda match: match[0] if match[2] is None else match[1] + value(match[2]), content)
    return LEFT_OUT.sub(lambda match: match[0] if match[0].startswith('"') else " " * len(match[0]), content)


def hidden(match: re.Match[str]) -> str:
    """Return a mark for what is left out, blanks for a comment that shares its line, strings as they are."""
    written = match[0]
    if written.startswith('"'):
        return written
    if written.startswith(("//", "/*")) and not match["alone"]:
        return re.sub(r"[^\n]", " ", written)
    return re.sub(r"[^\n]", " ", written)[:-1] + "\ufffc"


def value(words: str) -> str:
    """Return a JSON value as long as some words."""
    return "0".ljust(len(words))


def first_trouble(content: str) -> tuple[str, int] | None:
    """Return what is wrong with a text as JSON and where; None if nothing is."""
    troubles = []
    for start, end in WRAPPED:
        try:
            json.loads(start + content + end, strict=False)
        except json.JSONDecodeError as error:
            troubles.append((error.pos - len(start), error.msg))
        else:
            return None
    offset, message = max(troubles)
    before = content[:offset].rstrip()
    found = content[offset : offset + 1]
    if found == ",":
        return "a comma too many", offset
    if before.endswith(",") and found in "}]":
        return "a comma too many", len(before) - 1
    return ("a comma is missing" if "',' delimiter" in message else message.lower()), min(offset, len(content) - 1)
