"""An example has a property that its schema does not declare.

Why:
    Either it is misspelt, or the schema forgot it, and with it its type and its description. Objects that say
    something about additional properties, or declare none at all, are open; so is what has no schema.
Bad:
    properties:
      user_id: {type: string}
    example: {userid: "@alice:example.org"}
Good:
    properties:
      user_id: {type: string}
    example: {user_id: "@alice:example.org"}
"""

from collections.abc import Iterator
from typing import Any

from specgen.check.documents.event_types import common_members, event_files
from specgen.check.documents.follow import at, having, matches_pattern, names_of
from specgen.check.documents.samples import at_each_place, visits
from specgen.check.documents.walk_values import Seen
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# What stands for any object.
STAND_IN = {"key": "value"}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each undeclared property, at its place in the example."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield each undeclared property of each example, also of those that are shown in several places."""
    for visit in visits(subject):
        whole = not visit.sample.node.pointer and not visit.seen.path
        common = common_members(subject) if whole else frozenset(own_members(subject, visit.seen.value))
        for name, known in undeclared(visit.seen, common):
            place = at(subject, visit.sample.node, (*visit.start, *visit.seen.path, name))
            related = () if visit.sample.schema.path == place.path else (visit.sample.schema.location,)
            if whole and place.path != visit.sample.node.path:  # an event that is made of the wrong base
                place, related = visit.sample.node, (place.location, *related)
            yield Finding(place.location, f"no schema declares `{name}`{did_you_mean(name, known)}", related)


def own_members(subject: Subject, value: Any) -> Iterator[str]:
    """Yield what the schema of an event's type itself declares, where a value is an event."""
    kind = value.get("type") if isinstance(value, dict) and "content" in value else None
    file = event_files(subject).get(kind) if isinstance(kind, str) else None
    yield from (name for name, _ in file.node.get("properties").items()) if file else ()


def undeclared(seen: Seen, common: frozenset[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield the names that no schema of an object declares, with those that are declared; `common` may be there too."""
    if not isinstance(seen.value, dict) or seen.value == STAND_IN:
        return
    declared = names_of(seen.schemas, "properties")
    if not declared or is_open(seen):
        return
    patterns = names_of(seen.schemas, "patternProperties")
    for name in sorted(seen.value.keys() - declared - common - {"$ref"}):
        if not any(matches_pattern(pattern, name) for pattern in patterns):
            yield name, declared


def is_open(seen: Seen) -> bool:
    """Tell whether an object may have any property: `additionalProperties` says so, or one of several alternatives."""
    if any(node.value is not False for node in having(seen.schemas, "additionalProperties")):
        return True
    choices = (node for keyword in ("oneOf", "anyOf") for node in having(seen.schemas, keyword))
    branches = (branch for choice in choices for branch in choice.elements())
    return any(node.get("type").value == "object" and "properties" not in node.value for node in branches)
