"""An API document is not valid: openapi-spec-validator finds something that no other rule tells more clearly.

Why:
    Tools for OpenAPI refuse the document, or read something else than was meant.
Bad:
    openapi: 3.1.0
    info: {title: A, version: "1"}
    paths:
      /x: {get: {responses: {}}}
    components: {securitySchemes: {token: {type: apiKey}}}
Good:
    openapi: 3.1.0
    info: {title: A, version: "1"}
    paths:
      /x: {get: {responses: {}}}
    components: {securitySchemes: {token: {type: apiKey, in: header, name: Token}}}
"""

import re
from collections.abc import Iterator, Mapping

from specgen.check.documents.objects import Object, objects
from specgen.check.documents.openapi_grammar import DEMANDED, GRAMMARS
from specgen.check.loading import found_while_loading
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
NEEDS = ("metaschema",)
found = found_while_loading("openapi-valid")
MISSING = re.compile(r"\"(\w+)\" is a required property")
NAMES = re.compile(r"(?:Additional|Unevaluated) properties are not allowed")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the validator's findings that no other rule tells, the first one at each place."""
    known = {each.node.location: each for each in objects(subject)}
    seen: set[Location] = set()
    for finding in found(subject):
        if not is_told_of_object(finding, known) and not is_told_of_value(finding, known):
            if finding.location not in seen:
                yield finding
            seen.add(finding.location)


def is_told_of_object(finding: Finding, known: Mapping[Location, Object]) -> bool:
    """Tell whether a finding is about keywords of an object that have rules: unknown ones, missing ones."""
    each = known.get(finding.location)
    if each is None or each.kind not in GRAMMARS[each.standard]:
        return False
    missing = MISSING.match(finding.message)
    if missing:
        of_path = each.kind == "Parameter" and missing[1] == "required"
        return of_path or missing[1] in DEMANDED.get(each.kind, ())
    known_here = GRAMMARS[each.standard][each.kind]
    return any(name not in known_here and not name.startswith("x-") for name in each.node.value)


def is_told_of_value(finding: Finding, known: Mapping[Location, Object]) -> bool:
    """Tell whether a finding is about a keyword's value that has a rule: its shape, paths, status codes, places."""
    place = finding.location
    above, _, keyword = place.pointer.rpartition("/")
    if place.pointer == "/openapi":
        return True
    if keyword in ("paths", "responses") and (NAMES.match(finding.message) or MISSING.match(finding.message)):
        return True
    each = known.get(Location(place.path, above))
    if each is None:
        return False
    return " is not of type " in finding.message or (each.kind == "Parameter" and keyword in ("in", "required"))
