r"""A text has a character that nobody sees: a control character, a mark of byte order, a blank of no width.

Why:
    It comes from copying. Search does not find the word, identifiers do not match, and parsers stop.
Bad:
    room\u200bId
Good:
    roomId
"""

import re
import unicodedata
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.sources import texts
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# Joiners and non-joiners belong to emoji and to scripts such as Persian; between ASCII they are slips.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe]"
)
JOINED = re.compile(r"(?<=[!-~])[\u200c\u200d](?=[!-~])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each such character, at its place."""
    for path, text in texts(subject):
        for pattern in (UNSEEN,) if text.isascii() else (UNSEEN, JOINED):
            for match in pattern.finditer(text):
                name = unicodedata.name(match[0], "control character").lower()
                message = f"{name} (U+{ord(match[0]):04X}), which nobody sees"
                yield Finding(Location(path, offset=match.start()), message)
    for file in subject.tree.files:
        if file.data.startswith(b"\xef\xbb\xbf") and file.path.endswith((".md", ".yaml", ".yml", ".json")):
            yield Finding(Location(file.path), "file starts with a mark of byte order")
