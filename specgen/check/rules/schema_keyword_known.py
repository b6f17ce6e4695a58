"""A schema has a keyword that does not exist.

Why:
    Every tool skips a keyword that it does not know: what it was to say is silently lost.
Bad:
    type: string
    desciption: The name.
Good:
    type: string
    description: The name.
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.documents.vocabulary import KEYWORDS
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
WORDS = frozenset(key for key in KEYWORDS if not key.startswith("$"))
# What a file with a schema may have beside it, to refer to.
CONTAINERS = frozenset(("components",))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each unknown keyword."""
    for node in schema_objects(subject):
        known = KEYWORDS if node.pointer else KEYWORDS | CONTAINERS
        unknown = [key for key in node.value if key not in known and not key.startswith(("x-", "$"))]
        for key in unknown:
            place = node.get(key).location
            yield Finding(place, f"schemas have no keyword `{key}`{did_you_mean(key, WORDS)}")
