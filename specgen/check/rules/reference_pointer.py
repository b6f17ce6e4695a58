"""The part of a `$ref` after `#` is not written as a JSON Pointer.

Why:
    A pointer starts with `/` and has `~1` for a slash in a key; other forms lead to something else, or nowhere.
Bad:
    $ref: "#components/schemas/Error"
Good:
    $ref: "#/components/schemas/Error"
"""

import re
from collections.abc import Iterator

from specgen.check.documents.references import references
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment of another form. Plain names are anchors where something defines them; here nothing does."""
    for each in references(subject):
        _, mark, fragment = each.text.partition("#")
        if mark and fragment and not fragment.startswith("/"):
            yield Finding(each.node.location, f"`#{fragment}` does not start with `#/`")
        elif re.search(r"~(?![01])", fragment) or "#" in fragment:
            yield Finding(each.node.location, f"`#{fragment}` is no JSON Pointer")
        elif each.text != each.text.strip():
            yield Finding(each.node.location, f"`$ref` to `{each.text}` starts or ends with a blank")
