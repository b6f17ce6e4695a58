"""A heading ends like a sentence.

Why:
    Headings are names: the full stop or colon also shows in the table of contents.
Bad:
    ## Rooms:
Good:
    ## Rooms
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each heading with a full stop, colon, comma or semicolon at its end."""
    for text in subject.prose:
        for heading in headings(text.text):
            if heading.text.endswith((".", ":", ",", ";")) and not heading.text.endswith(("...", "etc.")):
                yield Finding(text.at(heading.offset), f"heading ends in `{heading.text[-1]}`")
