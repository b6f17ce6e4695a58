"""An event schema has no title, where the others have one.

Why:
    The title is the heading of the event on its page, and the name of its class in generated code.
Bad:
    properties: {type: {enum: [m.room.topic]}, content: {type: object}}
Good:
    title: Topic
    properties: {type: {enum: [m.room.topic]}, content: {type: object}}
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each event without a title, if most have one."""
    files = list(event_files(subject).values())
    without = [file for file in files if "title" not in file.node.value]
    if len(without) * 4 < len(files):
        for file in without:
            yield Finding(file.node.location, "this event has no `title`, as others have")
