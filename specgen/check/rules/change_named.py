"""An operation or an event came or went since the last release, and no news fragment names it.

Why:
    New and removed endpoints and events are what readers of a changelog look for first.
Bad:
    Add mutual rooms, as per MSC2666.   …where GET /_matrix/client/v1/mutual_rooms is new
Good:
    Add `GET /_matrix/client/v1/mutual_rooms`, as per MSC2666.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import ROOT, fragment_files
from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import endpoints_in, normal
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous", "changes")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each added or removed operation or event that no fragment names; a released tree has none to look at."""
    yield from operations(subject)
    for judged, places in subject.told:
        change = judged.change
        whole = change.area == "event" and not change.path and not change.keyword
        if whole and change.kind != "changed" and not places:
            place = change.location if change.kind == "added" else Location(f"{ROOT}pyproject.toml", line=1)
            yield Finding(place, f"`{change.subject}` was {change.kind} and no news fragment names it")


def operations(subject: Subject) -> Iterator[Finding]:
    """Yield each added or removed operation that is in no fragment's text."""
    fragments = list(fragment_files(subject))
    named = {endpoint for fragment in fragments for endpoint, _ in endpoints_in(fragment.text)}
    paths = {path for _, path in named}
    for change in subject.changes if fragments else ():
        if change.area != "operation" or change.keyword or change.kind == "changed":
            continue
        endpoint = normal(change.subject)
        if endpoint not in named and endpoint[1] not in paths:
            place = change.location if change.kind == "added" else Location(f"{ROOT}pyproject.toml", line=1)
            yield Finding(place, f"`{change.subject}` was {change.kind} and no news fragment names it")
