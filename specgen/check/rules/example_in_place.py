"""An example stands where no tool looks for it, or stands twice.

Why:
    `example` holds the value itself; `examples` maps names to objects whose `value` it is. Mixed up, nothing is shown,
    or one of the two wins by chance.
Bad:
    examples:
      response: {"user_id": "@a:b.c"}
Good:
    examples:
      response:
        value: {"user_id": "@a:b.c"}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import Object, by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
HOLDERS = ("MediaType", "Parameter", "Header")
EXAMPLE = {"summary", "description", "value", "externalValue"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each example out of place."""
    found = by_kind(subject)
    for kind in HOLDERS:
        for each in found.get(kind, ()):
            yield from doubled(each)
            yield from wrapped(subject, each)
    for each in found.get("Example", ()):
        if not each.node.value.keys() & {"value", "externalValue"}:
            yield Finding(each.node.location, "an Example object without `value`: is this the example itself?")
        elif {"value", "externalValue"} <= each.node.value.keys():
            yield Finding(
                each.node.get("externalValue").location, "an example has `value` or `externalValue`, not both"
            )
    for each in found.get("Response", ()):
        if each.standard == "2":
            yield from by_media_type(each)


def doubled(each: Object) -> Iterator[Finding]:
    """Yield an object that has both keywords."""
    if {"example", "examples"} <= each.node.value.keys():
        yield Finding(each.node.get("example").location, "`example` stands beside `examples`; only one may be there")


def wrapped(subject: Subject, each: Object) -> Iterator[Finding]:
    """Yield an `example` whose value is made of Example objects, unless the schema has such properties."""
    example = each.node.get("example")
    if is_example(example.value) or (example.value and is_examples(example)):
        schema = subject.expand(each.node.get("schema"))
        declared = schema.get("properties") if isinstance(schema, dict) else None
        if not (declared if isinstance(declared, dict) else {}).keys() & example.value.keys() and is_closed(schema):
            yield Finding(example.location, "`example` holds the example itself, not an object with `value`")


def is_closed(schema: object) -> bool:
    """Tell whether a schema says what properties there are, or that there are none to speak of."""
    if not isinstance(schema, dict):
        return False
    return "properties" in schema or (
        schema.get("type") == "object" and schema.keys().isdisjoint(("additionalProperties", "patternProperties"))
    )


def is_example(value: object) -> bool:
    """Tell whether a value looks like an Example object."""
    return isinstance(value, dict) and "value" in value and EXAMPLE.issuperset(value)


def is_examples(node: Node) -> bool:
    """Tell whether a value looks like Example objects by name."""
    return isinstance(node.value, dict) and all(is_example(item.value) for _, item in node.items())


def by_media_type(each: Object) -> Iterator[Finding]:
    """Yield the examples of a Swagger response that stand below no media type."""
    for name, node in each.node.get("examples").items():
        if "/" not in name and name != "$ref":
            yield Finding(node.location, f"examples of a response stand below a media type, not below `{name}`")
