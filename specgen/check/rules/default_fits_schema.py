"""A `default` is no value that the schema allows.

Why:
    Whoever leaves the property out is told that it has a value that nobody could send.
Bad:
    type: integer
    default: "10"
Good:
    type: integer
    default: 10
"""

from collections.abc import Iterator

from specgen.check.documents.follow import at
from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.validation import misfits
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what does not fit in a default."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if "default" in node.value:
            default = node.get("default")
            for misfit in misfits(default.value, subject.expand(node)):
                yield Finding(at(subject, default, misfit.path).location, f"default: {misfit.message}")
