"""An event schema does not say what its `type` is, or not once.

Why:
    Without one value for `type` the schema fits every event, and generated code cannot tell them apart.
Bad:
    type: {type: string}
Good:
    type: {type: string, enum: [m.room.topic]}
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_files
from specgen.check.documents.follow import group, members
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each event schema whose `type` has no value."""
    for file in event_files(subject).values():
        if not file.types:
            entry = members(group(subject, [file.node], ("allOf",)), "properties")["type"][0]
            place = entry if entry.path == file.node.path else file.node
            yield Finding(place.location, f"`type` has no `enum` or `const` that says `{file.type}`")
