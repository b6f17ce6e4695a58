"""A `pattern` excludes what the `format` beside it asks for.

Why:
    A user id begins with `@`, a room id with `!`; a pattern that was copied from the other excludes every valid value.
Bad:
    format: mx-room-id
    pattern: "^@"
Good:
    format: mx-room-id
    pattern: "^!"
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.check.texts.identifiers import SAMPLES, TITLES
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each pattern that none of its format's values matches."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        yield from contradicted(node.get("pattern"), node.value.get("pattern"), node.value.get("format"))
        for pattern, entry in node.get("patternProperties").items():
            wanted = entry.value.get("x-pattern-format") if isinstance(entry.value, dict) else None
            yield from contradicted(entry, pattern, wanted)


def contradicted(place: Node, pattern: object, wanted: object) -> Iterator[Finding]:
    """Yield a finding where a pattern matches no value of a format."""
    if not isinstance(pattern, str) or not isinstance(wanted, str) or wanted not in SAMPLES:
        return
    try:
        fits = any(re.search(pattern, sample) for sample in SAMPLES[wanted])
    except re.error:
        return
    if not fits:
        yield Finding(place.location, f"the pattern `{pattern}` excludes every {TITLES[wanted]} (`{wanted}`)")
