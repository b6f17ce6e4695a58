"""The name of a parameter has a character that belongs to no name.

Why:
    Tools send the name as it is: `fields...` is not "any field", it is a parameter with three dots.
Bad:
    - {in: query, name: fields..., schema: {type: string}}
Good:
    - {in: query, name: fields, schema: {type: object, additionalProperties: {type: string}}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# Brackets stand at the end of names that are lists or members; a dot joins two words.
PLAIN = re.compile(r"[\w$@-]+(?:\.[\w$@-]+)*(?:\[[\w-]*\])*")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each name with blanks, braces, slashes, colons or dots at its end."""
    seen: set[Location] = set()
    for endpoint in endpoints(subject):
        for parameter in endpoint.parameters:
            name = parameter.get("name")
            if isinstance(name.value, str) and not PLAIN.fullmatch(name.value) and name.location not in seen:
                seen.add(name.location)
                yield Finding(name.location, f"`{name.value}` is no plain name")
