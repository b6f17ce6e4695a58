"""A keyword of an API document has a value of a wrong kind: a list where a mapping belongs, a text for a boolean.

Why:
    Tools refuse it or read nothing; `required: "true"` is not true.
Bad:
    parameters:
      limit: {in: query, name: limit}
Good:
    parameters:
      - {in: query, name: limit, schema: {type: integer}}
"""

from collections.abc import Iterator, Mapping

from specgen.check.documents.objects import Object, by_kind
from specgen.check.documents.openapi_grammar import GRAMMARS
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
TEXT, LIST, TRUTH, MAP = "a text", "a list", "`true` or `false`", "a mapping"
PLAIN: Mapping[str, str] = {
    **dict.fromkeys(
        ("title", "summary", "description", "operationId", "url", "name", "in", "version", "openapi"), TEXT
    ),
    **dict.fromkeys(
        ("swagger", "host", "basePath", "termsOfService", "bearerFormat", "scheme", "format", "pattern"), TEXT
    ),
    **dict.fromkeys(("required", "deprecated", "allowEmptyValue", "explode", "allowReserved"), TRUTH),
    **dict.fromkeys(("tags", "consumes", "produces", "schemes", "enum"), LIST),
    "scopes": MAP,
}
KINDS: Mapping[str, type] = {TEXT: str, LIST: list, TRUTH: bool, MAP: dict}
SHAPES: Mapping[str, str] = {"one": MAP, "map": MAP, "list": LIST}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value of a wrong kind. Descriptions without text have a rule of their own."""
    for found in by_kind(subject).values():
        for each in found:
            yield from in_object(each)


def in_object(each: Object) -> Iterator[Finding]:
    """Yield the wrong values of one object, and the wrong ones in its lists and mappings of objects."""
    for keyword, member in GRAMMARS[each.standard].get(each.kind, {}).items():
        if keyword not in each.node.value or (member.kind == "Schema" and member.shape == "one"):
            continue
        node = each.node.get(keyword)
        wanted = SHAPES.get(member.shape) or PLAIN.get(keyword)
        if wanted and not isinstance(node.value, KINDS[wanted]):
            if node.value is not None or wanted not in (TEXT, MAP):
                yield Finding(node.location, f"`{keyword}` is {kind_of(node)}; it has to be {wanted}")
        elif member.shape in ("list", "map") and member.kind != "Schema":
            yield from (
                Finding(item.location, f"{kind_of(item)} in `{keyword}`; it has to be {MAP}")
                for item in inner(node)
                if not isinstance(item.value, dict)
            )


def inner(node: Node) -> Iterator[Node]:
    """Yield the objects of a list or a mapping."""
    yield from node.elements()
    yield from (item for name, item in node.items() if not name.startswith("x-") and name != "$ref")


def kind_of(node: Node) -> str:
    """Return what a value is, in the reader's words."""
    names = {dict: MAP, list: LIST, str: TEXT, bool: "a boolean", int: "a number", float: "a number"}
    return names.get(type(node.value), "empty")
