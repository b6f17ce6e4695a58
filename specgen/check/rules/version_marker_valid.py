"""A marker in data names no version: it is not of the form `1.19`.

Why:
    The page shows what stands there, and links to a changelog that does not exist.
Bad:
    x-addedInMatrixVersion: v1.2
Good:
    x-addedInMatrixVersion: "1.2"
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.markers import markers
from specgen.check.texts.releases import version_of
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each text in a marker that is no version."""
    for marker in markers(subject):
        if marker.is_text and (marker.text.startswith("v") or version_of(marker.text) is None):
            yield Finding(marker.location, f"`{marker.text}` is no version such as `1.19`")
