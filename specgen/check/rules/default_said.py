"""A description tells another default than `default`.

Why:
    One of the two was changed without the other, and implementations will differ.
Bad:
    description: Defaults to 10.
    default: 20
Good:
    description: Defaults to 20.
    default: 20
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import dump
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
PHRASE = r"\b(?:defaults? (?:value )?(?:to|is|of)|default:)\s+"
SAYS = re.compile(PHRASE + r"(?:`([^`\n]+)`|(-?\d+|true|false)\b(?![.\d]*\d))", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each default in a description that is not the one beside it; several of them are conditions."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        text, default = node.value.get("description"), node.value.get("default")
        said = list(SAYS.finditer(text)) if isinstance(text, str) and "default" in node.value else []
        if len(said) == 1 and not isinstance(default, dict | list):
            value = (said[0][1] or said[0][2]).strip("\"'")
            if value.lower() not in (str(default).lower(), dump(default).lower()):
                place = node.get("description")
                where = Location(place.path, place.pointer, None, said[0].start())
                yield Finding(where, f"the description tells the default `{value}`, the data `{dump(default)}`")
