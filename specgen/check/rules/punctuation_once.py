"""A mark of punctuation stands twice, or behind a blank.

Why:
    It is a slip of the hand, mostly what is left of a sentence that was changed.
Bad:
    Rooms have names.. They , too , have topics.
Good:
    Rooms have names. They, too, have topics.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
SIGNS = ("..", ",,", ",.", ";;", "::", " ,", " ;", " .")
SLIP = re.compile(
    r"(?<=\w)(?:(?<!\.)\.\.(?![./\w])|,,|,\.|;;|::(?![:\w]))(?=\s|$)|(?<=[a-z\ufffc]) +(?:[,;]|\.(?![\w.]))(?=\s|$)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each doubled mark, and each comma or full stop behind a blank."""
    for text, block in words(subject):
        if block.kind != "row" and any(sign in block.text for sign in SIGNS):
            for match in SLIP.finditer(block.text):
                yield Finding(text.at(block.offset + match.start()), f"punctuation slipped: `{match[0]}`")
