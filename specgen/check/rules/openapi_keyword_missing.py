"""An object of an API document lacks a keyword that the standard demands.

Why:
    Tools refuse the document, and pages show nothing where the keyword's value would stand.
Bad:
    - {in: query, schema: {type: integer}}
Good:
    - {in: query, name: limit, schema: {type: integer}}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import Object, by_kind
from specgen.check.documents.openapi_grammar import DEMANDED
from specgen.check.rule import Finding
from specgen.check.texts.near import nearest
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each demanded keyword that is not there."""
    for kind, found in by_kind(subject).items():
        for each in found:
            for keyword in DEMANDED.get(kind, ()):
                # A description has a rule of its own, and so has a keyword that is only misspelt.
                if keyword not in each.node.value and not (kind == "Response" or nearest(keyword, each.node.value)):
                    yield Finding(each.node.location, f"`{keyword}` is missing")
            yield from about_schema(each)


def about_schema(each: Object) -> Iterator[Finding]:
    """Yield a parameter or header that says neither by `schema` nor otherwise what its value is."""
    if each.kind in ("Parameter", "Header"):
        body = each.node.get("in").value == "body"
        wanted = ("schema", "content") if each.standard == "3" else ("schema",) if body else ("type",)
        if not any(keyword in each.node.value for keyword in wanted):
            yield Finding(each.node.location, f"`{wanted[0]}` is missing")
