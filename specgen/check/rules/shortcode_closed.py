"""A box is opened and not closed, or closed and not opened.

Why:
    The rest of the page ends up in the box, or the box is not there.
Bad:
    {{% boxes/note %}}
    Clients may ignore this.

    ## Rooms
Good:
    {{% boxes/note %}}
    Clients may ignore this.
    {{% /boxes/note %}}

    ## Rooms
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import BOXES, Call, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each box that lacks an end, and each end that lacks a box."""
    for text in texts(subject):
        if "{{" in text.text:
            yield from unbalanced(text)


def unbalanced(text: Prose) -> Iterator[Finding]:
    """Yield what of one text's boxes has no counterpart; a box holds no other box."""
    opened: Call | None = None
    for call in calls(text.text):
        if call.closing and (opened is None or opened.name != call.name):
            instead = f": open is `{opened.name}`" if opened else ""
            yield Finding(text.at(call.start), f"`/{call.name}` closes nothing{instead}")
            opened = None
        elif call.closing:
            opened = None
        elif call.name in BOXES:
            if opened:
                yield Finding(text.at(opened.start), f"`{opened.name}` is not closed before the next box")
            opened = call
    if opened:
        yield Finding(text.at(opened.start), f"`{opened.name}` is not closed")
