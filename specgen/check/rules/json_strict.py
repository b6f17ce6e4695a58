"""A file that is called `.json` is not JSON: only YAML reads it.

Why:
    Comments, single quotes and commas after the last item stop every reader of JSON.
Bad:
    {"a": 1,}
Good:
    {"a": 1}
"""

import json
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first place in each such file where JSON ends."""
    files = {file.path: file for file in subject.tree.files}
    for document in subject.documents:
        if document.path.endswith(".json") and document.root.value is not None:
            text = files[document.path].text()
            try:
                json.loads(text)
            except json.JSONDecodeError as error:
                yield Finding(Location(document.path, offset=error.pos), f"this is YAML, not JSON: {error.msg.lower()}")
