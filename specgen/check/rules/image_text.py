"""A picture has no text that says what it shows.

Why:
    Whoever cannot see the picture learns nothing of it.
Bad:
    ![](/diagrams/membership.png)
Good:
    ![States of a membership and what leads from one to another](/diagrams/membership.png)
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_spans
from specgen.check.texts.calls import calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
IMAGE = re.compile(r"!\[\s*\]\(([^)\s]*)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each picture without an alternative text."""
    for text in texts(subject):
        if "![" in text.text:
            for match in IMAGE.finditer(without_spans(text.text)):
                yield Finding(text.at(match.start()), f"picture `{match[1]}` has no text")
        for call in calls(text.text):
            if call.name == "diagram" and not call.get("alt"):
                yield Finding(text.at(call.start), "diagram has no `alt`")
