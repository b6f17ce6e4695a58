"""A description lists the values that there are, and `enum` lists others.

Why:
    One of the two was changed without the other, and the reader does not know which to believe.
Bad:
    description: "One of: `public`, `private`."
    enum: [public, knock]
Good:
    description: "One of: `public`, `private`."
    enum: [public, private]
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
VALUE = r"(?:`[\w.-]+`|\"[\w.-]+\"|'[\w.-]+')"
SAYS = re.compile(rf"\b(?:one|either) of:?\s*[\[(]?((?:{VALUE}(?:,\s*(?:or |and )?|\s+(?:or|and)\s+)?)+)", re.I)
EACH = re.compile(r"[\w.-]+(?=[`\"'])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each list of values in a description that is not the one beside it."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if "enum" in node.value or isinstance(node.value.get("items"), dict):
            yield from contradicted(node)


def contradicted(node: Node) -> Iterator[Finding]:
    """Yield the first value that only one of both lists has."""
    text = node.value.get("description")
    match = SAYS.search(text) if isinstance(text, str) else None
    values = set((node if "enum" in node.value else node.get("items")).get("enum").strings())
    said = EACH.findall(match[1]) if match else []
    if not match or not values or len(said) < 2 or not values & set(said):
        return
    place = node.get("description")
    where = Location(place.path, place.pointer, None, match.start(1))
    for value in said:
        if value not in values:
            yield Finding(where, f"the description lists `{value}`, `enum` does not")
    for value in sorted(values - set(said)):
        yield Finding(where, f"`enum` lists `{value}`, the description does not")
