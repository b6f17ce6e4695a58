"""A value such as `no` or `on` stands without quotes.

Why:
    Half of the YAML readers take it for a truth value, the other half for a text.
Bad:
    enum: [yes, no]
Good:
    enum: ["yes", "no"]
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.sources import texts
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
WORD = re.compile(
    r"^[ \t]*(?:- +)?(?:[\w$.-]+:[ \t]+|(?<=- ))(yes|no|on|off|Yes|No|On|Off|YES|NO|ON|OFF|y|n|Y|N)[ \t]*(?:#.*)?$",
    re.M,
)
# What is found quickly, and is there wherever `WORD` finds something.
VALUE = re.compile(r"[:-][ \t]+(?:yes|no|on|off|y|n)(?!\w)", re.I)
BLOCK = re.compile(
    r"^([ \t]*)(?:- +)?[^\n#]*[:-][ \t]+[|>][-+\d]*[ \t]*(?:#[^\n]*)?\n(?:(?:\1[ \t]+[^\n]*|[ \t]*)\n)*", re.M
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each such word of YAML files, outside texts of several lines."""
    places = {document.path for document in subject.documents if document.path.endswith((".yaml", ".yml"))}
    for path, text in texts(subject):
        if path in places and VALUE.search(text) and WORD.search(text):
            plain = BLOCK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
            for match in WORD.finditer(plain):
                message = f"`{match[1]}` is a truth value to some readers and a text to others"
                yield Finding(Location(path, offset=match.start(1)), message)
