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

from specgen.check.blocks import texts, without_fences
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
IMAGE = re.compile(r"!\[\s*\]\(([^)\s]*)|\{\{[%<]\s*diagram\s(?![^%>]*\balt=)[^%>]*?name=\"?([\w-]+)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each picture without an alternative text."""
    for text in texts(subject):
        if "![" in text.text or "diagram" in text.text:
            for match in IMAGE.finditer(text.text if "{{" in text.text else without_fences(text.text)):
                yield Finding(text.at(match.start()), f"picture `{match[1] or match[2]}` has no text")
