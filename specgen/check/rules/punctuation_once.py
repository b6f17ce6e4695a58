"""A mark of punctuation stands twice, stands behind a blank, or lacks the blank behind it.

Why:
    It is a slip of the hand, mostly what is left of a sentence that was changed.
Bad:
    Rooms have names.. They , too , have topics.The end, If any,is near.
Good:
    Rooms have names. They, too, have topics. The end, if any, is near.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# A sentence that is glued to the one before, a comma that was a full stop, a full stop that is missing.
START = "(?:The|This|These|When|If|It|They|For|Clients|Servers)"
GLUED = re.compile(
    rf"(?<=[a-z]{{3}})\.(?={START} [a-z])|(?<![\w.,/-])(?<=[a-z] )[a-z]{{3,}},(?=[a-z]{{3,}} [a-z])"
    rf"|(?<=[a-z]{{2}}),(?= (?:The|This|These|When|If|It) [a-z])"
    rf"|(?<=[a-z]{{3}}) (?=(?:The|This|These|When|If|It|They) [a-z])"
)
SIGNS = ("..", ",,", ",.", ";;", "::", " ,", " ;", " .")
SLIP = re.compile(
    r"(?<=\w)(?:(?<!\.)\.\.(?![./\w])|,,|,\.|;;|::(?![:\w]))(?=\s|$)|(?<=[a-z\ufffc]) +(?:[,;]|\.(?![\w.]))(?=\s|$)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each doubled mark, and each comma or full stop behind a blank."""
    for text, block in words(subject):
        if block.kind in ("paragraph", "item"):
            for match in GLUED.finditer(block.text):
                around = block.text[match.start() - 3 : match.end() + 3]
                yield Finding(text.at(block.offset + match.start()), f"punctuation or a blank is missing in `{around}`")
        if block.kind != "row" and any(sign in block.text for sign in SIGNS):
            for match in SLIP.finditer(block.text):
                yield Finding(text.at(block.offset + match.start()), f"punctuation slipped: `{match[0]}`")
