"""An object of an API document has a keyword that the standard does not know there.

Why:
    Tools ignore it, so what it says is lost; most are slips of the pen, or stand one level too high or too low.
Bad:
    - {in: query, name: limit, requierd: true, type: integer}
Good:
    - {in: query, name: limit, required: true, schema: {type: integer}}
"""

from collections.abc import Iterator

from specgen.check.documents.objects import Object, by_kind
from specgen.check.documents.openapi_grammar import GRAMMARS, name_of
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
IN_SCHEMAS = (
    "type",
    "format",
    "enum",
    "default",
    "items",
    "pattern",
    "minimum",
    "maximum",
    "properties",
    "allOf",
    "oneOf",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each unknown keyword; those of examples that are no Example objects at all have a rule of their own."""
    for kind, found in by_kind(subject).items():
        for each in found:
            if kind != "Example" or each.node.value.keys() & {"value", "externalValue"}:
                yield from unknown(each)


def unknown(each: Object) -> Iterator[Finding]:
    """Yield the unknown keywords of one object."""
    known = GRAMMARS[each.standard].get(each.kind)
    for keyword in each.node.value if known is not None else ():
        if known is not None and keyword not in known and not keyword.startswith("x-"):
            hint = where_it_belongs(each, keyword) or did_you_mean(keyword, known, 0.7)
            yield Finding(each.node.get(keyword).location, f"`{keyword}` is no keyword of {name_of(each.kind)}{hint}")


def where_it_belongs(each: Object, keyword: str) -> str:
    """Return words that name the member in which a keyword would be right, or nothing."""
    grammar = GRAMMARS[each.standard]
    if each.standard == "2" and keyword in ("example", "examples"):
        return " (the extension for it is `x-example`)"
    if keyword in IN_SCHEMAS and "schema" in grammar[each.kind]:
        return " (it belongs in `schema`)"
    for name, member in grammar[each.kind].items():
        if name in each.node.value and keyword in grammar.get(member.kind, {}):
            return f" (it belongs in `{name}`)"
    if each.kind in ("Response", "RequestBody") and keyword in grammar.get("MediaType", {}):
        return " (it belongs in `content`, below the media type)"
    return ""
