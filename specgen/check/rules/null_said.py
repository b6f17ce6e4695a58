"""A description says that a value may be `null`, and the type does not allow it.

Why:
    Code that is generated from the type fails on the very value that the text promises.
Bad:
    type: string
    description: The URL to use, or `null` for none.
Good:
    type: ["string", "null"]
    description: The URL to use, or `null` for none.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# "or null", "set to null", "may be null", and "null if" or "if null" where a sentence begins.
WAYS = r"\bor|\bset to|\b(?:may|can|could)(?: also)? be|(?:\A|(?<=[.:] ))if|\A"
SAYS = re.compile(rf"(?:{WAYS})(?: is| set to)?(?:\s+|\A)(`null`|null)(?![\w`'-])", re.I)
# What decides by other means, or elsewhere, what values there are.
OPEN = {"$ref", "allOf", "anyOf", "oneOf", "nullable", "x-nullable", "const"}
# What is `null` here may be another thing, which is named, or is denied; what is "not given or null" is not.
OTHER = re.compile(r"`[^`\n]+`|\b(?:not(?! (?:[a-z]+ed|given|present|set)\b)|never|cannot)\b|n't\b")
SENTENCE = re.compile(r"[.:;]\s")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each description that speaks of `null` as a value, beside a type without it."""
    for node in schema_objects(subject):
        text = node.value.get("description")
        if isinstance(text, str) and "null" in text and excludes_null(node.value):
            for match in SAYS.finditer(text):
                if not OTHER.search(SENTENCE.split(text[: match.start(1)])[-1]):
                    place = node.get("description")
                    where = Location(place.path, place.pointer, None, match.start(1))
                    yield Finding(where, f"the description allows `null`, `type: {node.value['type']}` does not")
                    break


def excludes_null(schema: Mapping[str, Any]) -> bool:
    """Tell whether a schema's own keywords rule `null` out."""
    kind, enum = schema.get("type"), schema.get("enum")
    return isinstance(kind, str) and kind != "null" and not schema.keys() & OPEN and None not in (enum or ())
