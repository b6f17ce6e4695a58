"""A text says by hand when something was added, and the data say otherwise or no such version exists.

Why:
    The page shows both, and one is wrong.
Bad:
    {description: "Added in v1.3.", x-addedInMatrixVersion: "1.4"}
Good:
    {description: "A reason.", x-addedInMatrixVersion: "1.4"}
"""

from collections.abc import Iterator, Mapping

from specgen.check.rule import Finding
from specgen.check.texts.markers import ADDED, markers, typed
from specgen.check.texts.releases import Version, current, version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each version in running text that is newer than the tree or differs from the marker beside it."""
    newest = current(subject)
    data = added_beside(subject)
    for mention in typed(subject):
        version = version_of(mention.text)
        place = mention.prose.place
        beside = data.get((place.path, place.pointer))
        if version and newest and version > newest:
            text = f"`{mention.text}` is newer than this version, {newest[0]}.{newest[1]}"
            yield Finding(mention.location, text)
        elif version and beside and version < beside:
            yield Finding(mention.location, f"`{mention.text}` differs from the marker, {beside[0]}.{beside[1]}")


def added_beside(subject: Subject) -> Mapping[tuple[str, str], Version]:
    """Return the version of the marker beside each description."""
    found = {}
    for marker in markers(subject):
        version = version_of(marker.text)
        if version and marker.location.pointer.endswith(f"/{ADDED}"):
            pointer = marker.location.pointer.removesuffix(ADDED) + "description"
            found[(marker.location.path, pointer)] = version
    return found
