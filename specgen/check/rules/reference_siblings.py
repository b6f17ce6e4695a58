"""A keyword stands beside `$ref` where the standard ignores it.

Why:
    What it says gets lost in other tools. Schemas of OpenAPI 3.1 may have siblings; its Reference objects only
    `summary` and `description`; schemas of Swagger 2.0 and of JSON Schema before 2019 none.
Bad:
    - $ref: parameters.yaml#/limit
      required: true
Good:
    - $ref: parameters.yaml#/required_limit
"""

import re
from collections.abc import Iterator

from specgen.check.documents.objects import Object, objects
from specgen.check.documents.openapi_grammar import REFERABLE
from specgen.check.documents.references import references
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# What readers add to a schema that is defined elsewhere: without it nothing becomes wrong.
NOTES = ("description", "summary", "title", "example", "examples")
OLD = re.compile(r"draft-0[3467]/")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each sibling that is ignored, but for notes to readers."""
    for each in objects(subject):
        if each.is_reference and each.kind in REFERABLE[each.standard]:
            yield from ignored(each.node, NOTES)
    old = {document.path for document in subject.documents if is_old(document.root)}
    old |= {each.node.path for each in objects(subject) if is_swagger_schema(each)}
    for reference in references(subject):
        if reference.holder.path in old and not reference.in_value:
            yield from ignored(reference.holder, NOTES)


def ignored(node: Node, allowed: tuple[str, ...]) -> Iterator[Finding]:
    """Yield the siblings of `$ref` that are neither allowed nor extensions."""
    for keyword in node.value:
        if keyword != "$ref" and keyword not in allowed and not keyword.startswith("x-"):
            yield Finding(node.get(keyword).location, f"`{keyword}` beside `$ref` is ignored")


def is_old(root: Node) -> bool:
    """Tell whether a schema is of a dialect in which `$ref` has no siblings."""
    dialect = root.get("$schema").value
    return isinstance(dialect, str) and bool(OLD.search(dialect))


def is_swagger_schema(each: Object) -> bool:
    """Tell whether an object is a schema of a Swagger document."""
    return each.standard == "2" and each.kind == "Schema"
