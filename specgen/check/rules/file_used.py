"""Nothing refers to a file, and no page shows it.

Why:
    It is left over, or what should refer to it has a copy of its own; changes to it change nothing.
Bad:
    # api/client-server/definitions/old_error.yaml, and no `$ref` to it
Good:
    $ref: definitions/error.yaml
"""

import posixpath
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each definition, base schema or shared example without use. Examples of events are found by their name."""
    apart = set(folders_apart(subject))
    unread = {each.location.path for each in subject.loading if each.rule in ("yaml-syntax", "file-encoding")}
    shown = "\n".join(text.text for text in subject.prose if "{{" in text.text)
    for document in subject.of_kind("definition", "core-event", "example"):
        unused = document.path not in subject.referenced and document.path not in unread
        if unused and posixpath.dirname(document.path) not in apart:
            stem = document.path.removeprefix(subject.spec.data_root).lstrip("/").rpartition(".")[0]
            if stem not in shown:
                yield Finding(Location(document.path), "nothing refers to this file, and no page shows it")


def folders_apart(subject: Subject) -> Iterator[str]:
    """Yield the folders whose files nothing has to refer to: examples of events, tables beside the folders of APIs."""
    for document in subject.of_kind("event"):
        yield posixpath.dirname(document.path).replace("/schema", "/examples")
    for document in subject.of_kind("api"):
        yield posixpath.dirname(posixpath.dirname(document.path))
