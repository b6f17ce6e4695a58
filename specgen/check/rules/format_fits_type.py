"""A `format` belongs to another type than the schema's.

Why:
    An `int64` is an integer and an `mx-user-id` a string; beside another type the format says nothing, or one of the
    two is wrong.
Bad:
    type: number
    format: int64
Good:
    type: integer
    format: int64
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import FORMATS, TYPES, string_formats, types_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each format beside types that cannot have it."""
    own = dict.fromkeys(string_formats(subject), "string")
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        place = node.get("format")
        wanted = {**own, **FORMATS}.get(place.value) if isinstance(place.value, str) else None
        types = types_of(node.value)
        if wanted and types and wanted not in types and all(each in TYPES for each in types):
            beside = " or ".join(f"`{each}`" for each in types)
            yield Finding(place.location, f"format `{place.value}` belongs to type `{wanted}`, not {beside}")
