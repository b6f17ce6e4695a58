"""Something new since the earlier tree has no marker that says so (with `--against`).

Why:
    Readers who support older versions cannot see that a server may not know it.
Bad:
    new_field: {type: string, description: Something new.}
Good:
    new_field: {type: string, description: Something new., x-addedInMatrixVersion: "1.20"}
"""

import posixpath
import re
from collections.abc import Iterator

from specgen.check.documents.described import Thing, compared
from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import endpoints_of, matching, segments_of
from specgen.check.texts.marked_sections import marks_of_sections
from specgen.check.texts.mentions import living
from specgen.check.texts.releases import current, earlier, version_of
from specgen.diagnostic import Severity
from specgen.model.spec import Spec
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous", "changes")
KINDS = {"value": "value", "property": "property", "parameter": "parameter", "operation": "endpoint", "event": "event"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each thing that is new in something old and neither it nor its section is marked."""
    version = current(subject)
    if version is None or subject.previous is None:
        return
    number = ".".join(map(str, version))
    before = compared(subject).before
    for thing in compared(subject).new:
        holder = before.get(thing.key[:-1])
        if thing.kind == "value" and holder and thing.name.strip('"') in holder.text:
            continue  # A value that its property spoke of is only listed now.
        if thing.kind in KINDS and not is_marked(subject, thing, number) and not was_there(thing, subject.previous):
            message = f"the {KINDS[thing.kind]} `{thing.name}` is new and not marked as added in {number}"
            yield Finding(thing.location, message)


def is_marked(subject: Subject, thing: Thing, version: str) -> bool:
    """Tell whether a marker, a description, or the section that shows a thing names a version since the earlier one."""
    number = re.compile(rf"(?<![\d.]){re.escape(version)}(?!\d)")
    if number.search(thing.text) or (thing.marks and thing.kind != "value") or version in thing.marks:
        return True
    if thing.kind == "value":
        name = thing.name.strip('"')
        return any(name in prose.text and number.search(prose.text) for prose in living(subject))
    shown = thing.key[0]
    if thing.kind == "operation":
        shown = f"api {posixpath.splitext(posixpath.basename(thing.location.path))[0]}"
    released = earlier(subject)
    versions = map(version_of, marks_of_sections(subject).get(shown, ()))
    return any(version and (released is None or version > released) for version in versions)


def was_there(thing: Thing, previous: Spec) -> bool:
    """Tell whether the earlier tree had it in other words: in running text, or with a parameter in its path."""
    if thing.kind == "operation":
        return next(matching(segments_of(thing.name.partition(" ")[2]), endpoints_of(previous)), None) is not None
    bodies = (*(page.body for page in previous.pages), *(text.body for text in previous.inclusions))
    return ("." in thing.name or thing.kind == "event") and any(f"`{thing.name}`" in body for body in bodies)
