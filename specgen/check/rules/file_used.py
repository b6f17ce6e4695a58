"""Nothing refers to a file, and no page shows it.

Why:
    It is left over, or what should refer to it has a copy of its own; changes to it change nothing.
Bad:
    # api/client-server/definitions/old_error.yaml, and no `$ref` to it
Good:
    $ref: definitions/error.yaml
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Document, Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each definition, base schema or shared example without use. Examples of events are found by their name."""
    named = {document.path.rpartition("/")[0] for document in subject.of_kind("event")}
    shown = "\n".join(text.text for text in subject.prose if "{{" in text.text)
    for document in subject.of_kind("definition", "core-event", "example"):
        if document.path not in subject.referenced and not is_event_example(document, named):
            stem = document.path.removeprefix(subject.spec.data_root).lstrip("/").rpartition(".")[0]
            if stem not in shown:
                yield Finding(Location(document.path), "nothing refers to this file, and no page shows it")


def is_event_example(document: Document, events: set[str]) -> bool:
    """Tell whether a document is an example that belongs to an event by its name."""
    folder = document.path.rpartition("/")[0]
    return document.kind == "example" and folder.replace("/examples", "/schema") in events
