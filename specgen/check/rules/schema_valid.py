"""A schema is not valid by its dialect of JSON Schema: the validator finds something that no other rule tells.

Why:
    What a divisor of zero or a name required twice means, every tool decides for itself.
Bad:
    multipleOf: 0
Good:
    multipleOf: 1
"""

from collections.abc import Iterator, Mapping

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.documents.vocabulary import TYPES, fits
from specgen.check.loading import found_while_loading
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NEEDS = ("metaschema",)
found = found_while_loading("schema-valid")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the validator's findings that no other rule tells in better words."""
    known = {node.location: node for node in schema_objects(subject)}
    return (finding for finding in found(subject) if not is_told(finding.location, known))


def is_told(place: Location, known: Mapping[Location, Node]) -> bool:
    """Tell whether a rule of its own speaks of a place: of `type`, of a keyword's value, of what is no schema."""
    above, _, keyword = place.pointer.rpartition("/")
    schema = known.get(Location(place.path, above))
    if schema is None:
        holder, _, within = above.rpartition("/")
        return within == "properties" and Location(place.path, holder) in known
    value = schema.value.get(keyword)
    unknown = [each for each in (value if isinstance(value, list) else [value]) if each not in TYPES]
    return not fits(keyword, value) or (keyword == "type" and bool(unknown))
