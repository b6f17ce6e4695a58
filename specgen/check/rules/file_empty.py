"""A file has nothing in it.

Why:
    Its content was lost, or it was never written; what refers to it gets nothing.
Bad:
    # api/client-server/definitions/error.yaml, with comments only
Good:
    type: object
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each document without a value, and each page without anything."""
    broken = {each.location.path for each in subject.loading}
    for document in subject.documents:
        if document.root.value is None and document.path not in broken and document.kind != "data":
            yield Finding(Location(document.path), "file has nothing in it")
    blank = {file.path for file in subject.tree.files if not file.data.strip()}
    for text in subject.prose:
        if text.kind != "description" and text.place.path in blank:
            yield Finding(Location(text.place.path), "file has nothing in it")
