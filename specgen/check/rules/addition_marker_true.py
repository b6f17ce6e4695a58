"""A marker says that something was added after the earlier tree, which has it already (with `--against`).

Why:
    Readers take for new what servers of the earlier version understand.
Bad:
    old_field: {type: string, x-addedInMatrixVersion: "1.19"}  # v1.18 has it, without this marker
Good:
    old_field: {type: string}
"""

from collections.abc import Iterator

from specgen.check.documents.described import compared
from specgen.check.rule import Finding
from specgen.check.texts.releases import earlier, version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each thing of both trees that a marker assigns to a later release."""
    released = earlier(subject)
    for thing, before in compared(subject).kept() if released else ():
        version = version_of(thing.added_in or "")
        if released and version and version > released and thing.added_in != before.added_in and thing.kind != "value":
            yield Finding(
                thing.location, f"`{thing.name}` is marked as added in {thing.added_in}, but was there before"
            )
