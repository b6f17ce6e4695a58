"""A schema has `properties` or `items` and no `type`.

Why:
    Without `type: object` a string is as valid as an object, and generated code does not know what it is.
Bad:
    properties:
      name: {type: string}
Good:
    type: object
    properties:
      name: {type: string}
"""

from collections.abc import Iterator

from specgen.check.documents.follow import group
from specgen.check.documents.schema_objects import schema_objects, top_schemas
from specgen.check.documents.walks import NAMED, ONE
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
TYPED = {"properties": "object", "items": "array"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each schema that only its keywords tell the type of; parts of `allOf` and the like stay quiet."""
    tops = {(node.path, node.pointer) for node in top_schemas(subject)}
    for node in schema_objects(subject):
        for keyword, wanted in TYPED.items():
            bare = keyword in node.value and "type" not in node.value
            if bare and ((node.path, node.pointer) in tops or stands_alone(node)) and not typed(subject, node):
                yield Finding(node.get(keyword).location, f"`{keyword}` without `type: {wanted}`")


def stands_alone(node: Node) -> bool:
    """Tell whether a schema is no branch of another one."""
    parent, _, last = node.pointer.rpartition("/")
    return last in ONE[:2] or parent.rpartition("/")[2] in NAMED


def typed(subject: Subject, node: Node) -> bool:
    """Tell whether anything that applies beside a schema has a type."""
    return any("type" in part.value for part in group(subject, [node]))
