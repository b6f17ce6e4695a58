"""The example that is made of a schema's parts lacks a property that the schema requires.

Why:
    Where a body has no example of its own, the site shows one that is put together from those of its properties; a
    required property without an example is then missing from it.
Bad:
    properties: {a: {type: string, example: x}, b: {type: string}}
    required: [a, b]
Good:
    properties: {a: {type: string, example: x}, b: {type: string, example: y}}
    required: [a, b]
"""

from collections.abc import Iterator

from specgen.check.documents.derived import bodies, derive
from specgen.check.documents.follow import group, having, members
from specgen.check.documents.walk_values import Seen, walk_value
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each required property that a derived example lacks, at the property."""
    for body in bodies(subject):
        found, value = derive(subject, [body])
        if found and isinstance(value, dict):
            for seen in walk_value(subject, value, [body]):
                yield from lacking(subject, seen)


def lacking(subject: Subject, seen: Seen) -> Iterator[Finding]:
    """Yield what one object of a derived example lacks."""
    if not isinstance(seen.value, dict):
        return
    declared = members(group(subject, seen.schemas, ("allOf",)), "properties")
    for node in having(group(subject, seen.schemas, ("allOf",)), "required"):
        for name in node.strings():
            # One with an example can only be missing where somebody wrote one: `example-fits-schema` says that.
            if name not in seen.value and name in declared and not derive(subject, declared[name])[1]:
                place = declared[name][-1].location
                yield Finding(place, f"the example made of the parts lacks the required `{name}`: it has no example")
