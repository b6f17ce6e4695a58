"""An API document is not valid: openapi-spec-validator finds something that no other rule tells more clearly.

Why:
    Tools for OpenAPI refuse the document, or read something else than was meant.
Bad:
    openapi: 3.1.0
    info: {title: A, version: "1"}
    paths:
      /x: {get: {security: {token: []}, responses: {}}}
Good:
    openapi: 3.1.0
    info: {title: A, version: "1"}
    paths:
      /x: {get: {security: [{token: []}], responses: {}}}
"""

from collections.abc import Iterator

from specgen.check.grammar import GRAMMARS
from specgen.check.loading import found_while_loading
from specgen.check.objects import Object, objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NEEDS = ("metaschema",)
found = found_while_loading("openapi-valid")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the validator's findings, but for unknown keywords, paths and status codes, which have rules."""
    faulty = {each.node.location for each in objects(subject) if has_unknown(each)}
    for finding in found(subject):
        names = finding.location.pointer.endswith(("/paths", "/responses")) and "properties are not" in finding.message
        if finding.location not in faulty and not names:
            yield finding


def has_unknown(each: Object) -> bool:
    """Tell whether an object has a keyword that the standard does not know there."""
    known = GRAMMARS[each.standard].get(each.kind)
    return known is not None and any(name not in known and not name.startswith("x-") for name in each.node.value)
