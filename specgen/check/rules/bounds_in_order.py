"""A minimum is larger than the maximum beside it.

Why:
    No value fits both: the two are swapped, or one has a digit too many.
Bad:
    minimum: 100
    maximum: 10
Good:
    minimum: 10
    maximum: 100
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import is_number
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
PAIRS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of bounds that excludes everything."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        for low, high in PAIRS:
            least, most = node.value.get(low), node.value.get(high)
            if is_number(least) and is_number(most) and least > most:
                yield Finding(node.get(low).location, f"`{low}` of {least} is more than `{high}` of {most}")
