"""A fenced block of code is opened and not closed.

Why:
    Everything that follows is code.
Bad:
    ```json
    {}

    ## Rooms
Good:
    ```json
    {}
    ```

    ## Rooms
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
MARK = re.compile(r"^([ \t>]*)(?:(?:[-*+]|\d+[.)])[ \t]+)?(`{3,}|~{3,})[ \t]*([^`\n]*)$", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each start of a fenced block without an end, and each that starts again before it ends."""
    for text in texts(subject):
        if "```" in text.text or "~~~" in text.text:
            yield from unclosed(text)


def unclosed(text: Prose) -> Iterator[Finding]:
    """Yield the fences of one text that have no counterpart."""
    opened: re.Match[str] | None = None
    for match in MARK.finditer(text.text):
        if opened is None:
            opened = match
        elif match[2].startswith(opened[2]) and not match[3].strip():
            opened = None
        elif match[2] == opened[2] and re.fullmatch(r"[a-z]+\d?", match[3].strip()):
            yield Finding(text.at(opened.start(2)), "block of code is not closed before the next one starts")
            opened = match
    if opened:
        yield Finding(text.at(opened.start(2)), "block of code is not closed")
