"""A text says that an operation or parameter is deprecated, and the data does not.

Why:
    The page marks and lists what has `deprecated: true`, tools warn about it; a sentence alone nobody sees.
Bad:
    get:
      description: This endpoint is deprecated.
Good:
    get:
      deprecated: true
      description: This endpoint is deprecated.
"""

import re
from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
WHAT = {"Operation": r"api|endpoint|operation|method|route", "Parameter": r"parameter|query parameter|field|option"}
SAID = (
    r"\A[\s*_(\[]*deprecated\b(?!\s+\w+s?\b)|"
    r"\A(?:\{\{[%<] *boxes/\w+ *[%>]\}\}\s*)?(?:replaced|superseded|obsoleted) by\b|"
    r"\bthis (?:{0})(?: itself)? (?:is|has been|was|is now|is hereby) (?:now )?[*_]*deprecated\b(?!\s+(?:if|when|for))"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each description that says so, at the word."""
    for kind, nouns in WHAT.items():
        pattern = re.compile(SAID.replace("{0}", nouns), re.I)
        for each in by_kind(subject).get(kind, ()):
            text = each.node.get("description")
            match = pattern.search(text.value) if isinstance(text.value, str) else None
            inner = each.node.get("schema").get("deprecated").value is True
            if match and each.node.get("deprecated").value is not True and not inner and each.standard == "3":
                yield Finding(text.location, f"text says that this {kind.lower()} is deprecated, the data does not")
