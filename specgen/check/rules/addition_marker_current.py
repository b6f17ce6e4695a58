"""A marker says that something new was added in a version that is already out (with `--against`).

Why:
    The released version does not have it. Mostly a proposal was written for one release and merged after it.
Bad:
    new_field: {type: string, x-addedInMatrixVersion: "1.18"}  # new since v1.18
Good:
    new_field: {type: string, x-addedInMatrixVersion: "1.19"}
"""

from collections.abc import Iterator

from specgen.check.documents.described import compared
from specgen.check.rule import Finding
from specgen.check.texts.releases import earlier, version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous", "changes")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each new thing that a marker assigns to an earlier release."""
    released = earlier(subject)
    for thing in compared(subject).new if released else ():
        version = version_of(thing.added_in or "")
        if released and version and version <= released and thing.kind != "value":
            yield Finding(
                thing.location, f"`{thing.name}` is marked as added in {thing.added_in}, which did not have it"
            )
