"""A line of hyphens or equals signs makes a heading of the text above it.

Why:
    A ruler needs an empty line above it; without one the paragraph becomes a heading, with an id and an entry in the
    table of contents.
Bad:
    Some text.
    ---
Good:
    Some text.

    ---
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_fences
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
UNDERLINED = re.compile(r"^(?![ \t]*[|>#*+-])[ ]{0,3}(\S[^\n|]*)\n {0,3}(?:-{2,}|={2,})[ \t]*$", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each paragraph that a line below it makes a heading."""
    for text in texts(subject):
        if "--" in text.text or "==" in text.text:
            for match in UNDERLINED.finditer(without_fences(text.text)):
                yield Finding(
                    text.at(match.start(1)), f"`{match[1].strip()}` is a heading because of the line below it"
                )
