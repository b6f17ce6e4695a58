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

from specgen.check.blocks import texts
from specgen.check.markdown import code_blocks
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
STRING = r'"(?:[^"\\\n]|\\.)*"'
# What stands for things left out, and what JSON becomes without it; strings stay.
LEFT_OUT = (
    (re.compile(rf"({STRING})|//[^\n]*|(?<![\w])#[^\n]*|/\*.*?\*/", re.S), r"\1"),
    (re.compile(rf"({STRING})|<[^<>\n\"]*>"), None),
    (re.compile(rf"({STRING})|\.\.\.|…"), None),
)
RELAXED = ("json5", "jsonc", "json with comments")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each block of JSON that cannot be read."""
    for text in texts(subject):
        if "json" not in text.text:
            continue
        for block in code_blocks(text.text):
            if block.language == "json" and block.content.strip() and not readable(block.content):
                message, offset = trouble(block.content)
                yield Finding(text.at(block.offset + offset), f"code is no JSON: {message}")


def readable(content: str) -> bool:
    """Tell whether a text is JSON, as it is or without what stands for things left out."""
    return any(loads(each) for each in (content, *without_placeholders(content)))
