"""A `format` is neither one of the specification's own nor a standard one.

Why:
    Nobody validates a format that nobody knows, and its name is shown without a link to what it means.
Bad:
    format: mx-userid
Good:
    format: mx-user-id
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import FORMATS, kind_of, string_formats
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each unknown format, also of `x-pattern-format`."""
    known = {*FORMATS, *string_formats(subject)}
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        for keyword in ("format", "x-pattern-format"):
            place = node.get(keyword)
            if keyword not in node.value:
                continue
            if isinstance(place.value, str) and place.value not in known:
                yield Finding(
                    place.location, f"nobody knows the format `{place.value}`{did_you_mean(place.value, known)}"
                )
            elif not isinstance(place.value, str) and keyword != "format":
                yield Finding(place.location, f"`{keyword}` is {kind_of(place.value)}, not the name of a format")
