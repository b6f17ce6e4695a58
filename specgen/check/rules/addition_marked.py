"""Something new since the earlier tree has no marker that says so (with `--against`).

Why:
    Readers who support older versions cannot see that a server may not know it.
Bad:
    new_field: {type: string, description: Something new.}
Good:
    new_field: {type: string, description: Something new., x-addedInMatrixVersion: "1.20"}
"""

import posixpath
from collections.abc import Iterator

from specgen.check.compare import Thing, compared
from specgen.check.marked_sections import marks_of_sections
from specgen.check.releases import current
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous",)
KINDS = {"value": "value", "property": "property", "parameter": "parameter", "operation": "endpoint", "event": "event"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each thing that is new in something old and neither it nor its section is marked."""
    now = current(subject)
    version = ".".join(map(str, now)) if now else ""
    for thing in compared(subject).new() if version else ():
        if thing.kind in KINDS and not is_marked(subject, thing, version):
            yield Finding(thing.location, f"the {KINDS[thing.kind]} `{thing.name}` is new and not marked as added in {version}")


def is_marked(subject: Subject, thing: Thing, version: str) -> bool:
    """Tell whether a marker, the description, or the section that shows a thing names a version."""
    if version in thing.text or (thing.marks and thing.kind != "value") or version in thing.marks:
        return True
    if thing.kind == "operation":
        shown = f"api {posixpath.splitext(posixpath.basename(thing.location.path))[0]}"
    else:
        shown = thing.key[0]
    return version in marks_of_sections(subject).get(shown, frozenset())
