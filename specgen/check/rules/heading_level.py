"""A heading is more than one level below the one before it.

Why:
    The table of contents and screen readers show a level that has no heading.
Bad:
    ## Rooms

    #### Names
Good:
    ## Rooms

    ### Names
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each heading that leaves a level out; where a text starts is its own affair."""
    for text in subject.prose:
        before = 0
        for heading in headings(text.text):
            if before and heading.level > before + 1:
                message = f"heading of level {heading.level} follows one of level {before}"
                yield Finding(text.at(heading.offset), message)
            before = heading.level
