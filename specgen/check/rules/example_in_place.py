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

from specgen.check.objects import Object, by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
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
            yield Finding(each.node.get("externalValue").location, "an example has `value` or `externalValue`, not both")
    for each in found.get("Response", ()):
        if each.standard == "2":
            yield from by_media_type(each)


def doubled(each: Object) -> Iterator[Finding]:
    """Yield an object that has both keywords."""
    if {"example", "examples"} <= each.node.value.keys():
        yield Finding(each.node.get("example").location, "`example` stands beside `examples`; only one may be there")


def wrapped(subject: Subject, each: Object) -> Iterator[Finding]:
    """Yield an `example` whose value is an Example object, unless the schema has such properties."""
    example = each.node.get("example")
    if isinstance(example.value, dict) and "value" in example.value and EXAMPLE.issuperset(example.value):
        schema = subject.expand(each.node.get("schema"))
        if isinstance(schema, dict) and isinstance(schema.get("properties"), dict) and "value" not in schema["properties"]:
            yield Finding(example.location, "`example` holds the example itself, not an object with `value`")


def by_media_type(each: Object) -> Iterator[Finding]:
    """Yield the examples of a Swagger response that stand below no media type."""
    for name, node in each.node.get("examples").items():
        if "/" not in name and name != "$ref":
            yield Finding(node.location, f"examples of a response stand below a media type, not below `{name}`")
