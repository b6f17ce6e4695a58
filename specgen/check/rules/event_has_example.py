"""An event type has no example.

Why:
    The page shows an example of every event; without one the reader has to make it up.
Bad:
    schema/m.room.topic.yaml and no examples/m.room.topic.yaml
Good:
    schema/m.room.topic.yaml and examples/m.room.topic.yaml
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files, stem
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each event schema without an example of its name, or of its name and anything after `$`."""
    names = {stem(document) for document in subject.of_kind("example")}
    shown = names | {name[:place] for name in names for place, letter in enumerate(name) if letter == "$"}
    for file in event_files(subject).values():
        if file.name not in shown:
            yield Finding(file.node.location, f"there is no example of `{file.name}`")
