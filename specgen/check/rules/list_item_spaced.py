"""The mark of a list's item is not followed by a blank.

Why:
    The line is a paragraph that starts with a hyphen or a star.
Bad:
    -one
    -two
Good:
    - one
    - two
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_fences
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
GLUED = re.compile(r"^[ \t]{0,3}(-(?=[A-Za-z`\[])|[*+](?=[A-Za-z`\[][^*+\n]*$)|\d{1,2}[.)](?=[A-Z`\[][a-z ]))", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark of an item that the item's text is glued to."""
    for text in texts(subject):
        for match in GLUED.finditer(without_fences(text.text)):
            rest = text.text[match.end() :].partition("\n\n")[0]
            if match[1] not in "*+" or match[1] not in rest:
                yield Finding(text.at(match.start(1)), f"`{match[1]}` starts no item: a blank is missing")
