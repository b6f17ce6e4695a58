"""A value of `enum` or `const` is not one that the rest of the schema allows.

Why:
    Such a value can never be valid; most often a quoted number, or a type that was changed in one place only.
Bad:
    type: string
    enum: [1, 2]
Good:
    type: string
    enum: ["1", "2"]
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.validation import misfits
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
JUDGES = ("type", "const", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value of an `enum` or `const` that the keywords beside it exclude."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        for keyword, value in values(node):
            beside = {key: node.value[key] for key in JUDGES if key in node.value and key != keyword}
            for misfit in misfits(value.value, beside):
                yield Finding(value.location, f"`{keyword}`: {misfit.message}")


def values(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the values of `enum` and `const`."""
    yield from (("enum", item) for item in node.get("enum").elements())
    if "const" in node.value:
        yield "const", node.get("const")
