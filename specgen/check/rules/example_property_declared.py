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

from specgen.check.event_types import common_members
from specgen.check.follow import at, having, matches_pattern, members
from specgen.check.near import did_you_mean
from specgen.check.rule import Finding
from specgen.check.samples import visits
from specgen.check.walk_values import Seen
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each undeclared property, at its place in the example."""
    for visit in visits(subject):
        whole = not visit.sample.node.pointer and not visit.seen.path
        for name, known in undeclared(visit.seen, common_members(subject) if whole else frozenset()):
            place = at(subject, visit.sample.node, (*visit.start, *visit.seen.path, name))
            yield Finding(place.location, f"no schema declares `{name}`{did_you_mean(name, known)}")


def undeclared(seen: Seen, common: frozenset[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield the names that no schema of an object declares, with those that are declared; `common` may be there too."""
    declared = set(members(seen.schemas, "properties"))
    if not isinstance(seen.value, dict) or not declared or is_open(seen):
        return
    patterns = members(seen.schemas, "patternProperties")
    for name in sorted(seen.value.keys() - declared - common):
        if not any(matches_pattern(pattern, name) for pattern in patterns):
            yield name, declared


def is_open(seen: Seen) -> bool:
    """Tell whether an object may have any property: `additionalProperties` says so, or a custom type's body."""
    return any(node.value is not False for node in having(seen.schemas, "additionalProperties"))
