"""A marker names no version: it is no text of the form `1.19`.

Why:
    The page shows what stands there, and links to a changelog that does not exist. Numbers lose digits: `1.10` is 1.1.
Bad:
    x-addedInMatrixVersion: v1.2
Good:
    x-addedInMatrixVersion: "1.2"
"""

from collections.abc import Iterator

from specgen.check.markers import Marker, markers, markers_in_texts
from specgen.check.releases import version_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each marker without a version, and each number of a room version away from the pages of those."""
    for marker in (*markers(subject), *markers_in_texts(subject)):
        if not is_version(marker):
            yield Finding(marker.location, f"`{marker.text}` is no version such as `1.19`")


def is_version(marker: Marker) -> bool:
    """Tell whether a marker names a release, or a room version where those are described."""
    if marker.of_room and marker.text.isdigit():
        return True
    return marker.is_text and not marker.text.startswith("v") and version_of(marker.text) is not None
