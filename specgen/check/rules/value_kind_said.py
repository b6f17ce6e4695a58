"""A schema does not say what a value is: a property or parameter without a type, a list without items.

Why:
    The type column of the page is empty or shows `[]`, and generated code takes anything.
Bad:
    since: {description: The token to start from.}
    rooms: {type: array}
Good:
    since: {type: string, description: The token to start from.}
    rooms: {type: array, items: {type: string}}
"""

from collections.abc import Iterator

from specgen.check.documents.follow import group
from specgen.check.documents.objects import by_kind
from specgen.check.documents.schema_objects import schema_objects
from specgen.check.documents.together import togethers
from specgen.check.documents.vocabulary import types_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# What says something about a value. A `$ref` in the place of all else is another rule's if it leads nowhere.
SAYING = frozenset(("type", "enum", "const", "oneOf", "anyOf", "not", "if", "properties", "items", "$ref"))
ITEMS = frozenset(("items", "prefixItems", "contains"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each property, parameter and list of which nothing says what it holds."""
    for each in togethers(subject):
        for name, nodes in each.properties.items():
            if says_nothing(subject, nodes):
                yield Finding(nodes[-1].location, f"nothing says what kind of value `{name}` is")
    for parameter in by_kind(subject).get("Parameter", ()):
        schema = parameter.node.get("schema")
        if says_nothing(subject, [schema]):
            yield Finding(schema.location, f"nothing says what kind of value `{parameter.node.get('name').text()}` is")
    for node in schema_objects(subject):
        if "array" in types_of(node.value) and not any(ITEMS & part.value.keys() for part in group(subject, [node])):
            yield Finding(node.get("type").location, "a list without `items`: what does it hold?")


def says_nothing(subject: Subject, nodes: list[Node]) -> bool:
    """Tell whether there is a description, and nothing else, of a value; an empty schema allows all on purpose."""
    parts = group(subject, nodes)
    return any(part.value for part in parts) and not any(SAYING & part.value.keys() for part in parts)
