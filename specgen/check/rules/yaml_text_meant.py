"""YAML reads a text otherwise than its author meant it: a comment cuts it, or the mark of a block is misspelt.

Why:
    What follows a blank and `#` is a comment, and not shown; a misspelt mark is shown as part of the text.
Bad:
    description: The alias of the room, such as #lounge:example.org.
    summary: -|
Good:
    description: "The alias of the room, such as #lounge:example.org."
    summary: |-
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
# Comments have a blank behind the `#`, as people write them.
CUT = re.compile(r"^ *(?:- )?(?:description|summary|title): +(?![|>\"'\[{&*!#])[^\n]*?[^\s#] +(#)(?=[^\s#])", re.M)
# Misspelt otherwise, it is no YAML at all.
MARK = re.compile(r"([-+~_][|>])\s")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each comment inside a text, and each mark that is none."""
    for path, text in texts(subject):
        for match in CUT.finditer(text) if path.endswith((".yaml", ".yml")) and " #" in text else ():
            yield Finding(Location(path, offset=match.start(1)), "what follows is a comment: quote the text")
    for prose in subject.prose:
        mark = MARK.match(prose.text) if prose.kind == "description" else None
        if mark:
            yield Finding(prose.at(0), f"`{mark[1]}` starts no block: did you mean `{mark[1][1]}-`")
