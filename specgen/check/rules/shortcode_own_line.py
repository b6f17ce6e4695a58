"""The start or the end of a box shares its line with text, or is indented.

Why:
    The box then is part of a paragraph or of code, and what follows is not read as Markdown.
Bad:
    Some text. {{% boxes/note %}}
Good:
    Some text.

    {{% boxes/note %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import BOXES, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each box that does not have its line to itself."""
    for text in texts(subject):
        for call in calls(text.text):
            if call.name in BOXES:
                before = text.text[text.text.rfind("\n", 0, call.start) + 1 : call.start]
                after = text.text[call.end :].partition("\n")[0]
                if before.strip() or after.strip() or len(before) > 3:
                    yield Finding(text.at(call.start), f"`{call.name}` does not stand at the start of its own line")
