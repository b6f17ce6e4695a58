"""A marker in data names a version beyond the one that the tree is, or becomes next.

Why:
    No such version exists when the tree is published, and the link to its changelog is dead.
Bad:
    x-addedInMatrixVersion: "1.91"  # in a tree that becomes v1.20
Good:
    x-addedInMatrixVersion: "1.20"
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.markers import markers
from specgen.check.texts.releases import current, version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each marker that is newer than the tree."""
    newest = current(subject)
    for marker in markers(subject) if newest else ():
        version = version_of(marker.text)
        if newest and version and version > newest:
            yield Finding(marker.location, f"`{marker.text}` is newer than this version, {newest[0]}.{newest[1]}")
