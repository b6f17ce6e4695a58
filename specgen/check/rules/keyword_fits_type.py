"""A keyword speaks about another type than the schema's.

Why:
    `required` on an array, `items` on an object or `minLength` on an integer says nothing: it stands in the wrong
    schema, or the type is wrong.
Bad:
    type: array
    items: {type: object}
    required: [name]
Good:
    type: array
    items: {type: object, required: [name]}
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import ABOUT, TYPES, types_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each keyword that cannot say anything about the types beside it."""
    for node in schema_objects(subject):
        yield from misplaced(node, ())
    for node in plain_parameters(subject):
        yield from misplaced(node, ("required",))


def misplaced(node: Node, quiet: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the keywords of one schema that are about none of its types."""
    types = types_of(node.value)
    if not types or any(each not in TYPES for each in types):
        return
    for key in node.value:
        about = ABOUT.get(key)
        if about and key not in quiet and about not in types and not (about == "number" and "integer" in types):
            if key == "required" and isinstance(node.value[key], bool):
                continue
            beside = " or ".join(f"`{each}`" for each in types)
            yield Finding(node.get(key).location, f"`{key}` says something about type `{about}`, not {beside}")
