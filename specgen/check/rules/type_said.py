"""A description begins with what kind of value it is, and the type is another.

Why:
    One of the two is wrong, and code that is generated from the type fails on what the text promises. A list's
    description that stands at its `items` is of each item.
Bad:
    devices: {type: array, items: {type: string, description: A list of device IDs.}}
Good:
    devices: {type: array, description: A list of device IDs., items: {type: string}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
START = r"\A(?:\*\*Required\.?\*\*\.? |Required\. |Optional\. )?(?:An? |The |Optional )?"
# What is said, the types that it may have, and how it is said.
SAID = (
    ("a list", ("array", "object"), re.compile(rf"{START}(?:\w+ )?(?:list|array)s? of\b(?!.{{0,60}}separated)", re.I)),
    ("a map", ("object",), re.compile(rf"{START}(?:\w+ )?(?:map|mapping|dictionary) (?:of|from)\b", re.I)),
    (
        "a boolean",
        ("boolean",),
        re.compile(rf"{START}(?:boolean\b|`?true`? if\b|[Ii]f `?true`?,|set to `?true`?\b)", re.I),
    ),
    ("a time", ("integer", "number"), re.compile(r"\A[^.]{0,120}\bin milliseconds\b(?! since .*\bas a string)", re.I)),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each description that begins with another kind of value than its type is."""
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        kind, text = node.value.get("type"), node.value.get("description")
        if isinstance(kind, str) and isinstance(text, str) and "enum" not in node.value:
            for what, kinds, pattern in SAID:
                if kind not in kinds and pattern.match(text):
                    yield Finding(
                        node.get("description").location, f"the text says that it is {what}, the type is `{kind}`"
                    )
                    break
