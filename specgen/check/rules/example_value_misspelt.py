"""A value in an example is one slip away from a value that an `enum` of the same name lists elsewhere.

Why:
    Readers copy examples; whoever knows the property rejects the misspelt value.
Bad:
    example: {"membership": "jion"}    # elsewhere: membership: {enum: [invite, join, leave]}
Good:
    example: {"membership": "join"}
"""

from collections import defaultdict
from collections.abc import Iterator

from specgen.check.documents.follow import at
from specgen.check.documents.samples import Visit, at_each_place, visits
from specgen.check.documents.schema_objects import schema_objects
from specgen.check.rule import Finding
from specgen.check.texts.slips import is_slip
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# Of types other rules speak.
TYPES = ("type", "msgtype", "event_type", "edu_type")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each value that no `enum` of its name has, near one that some have."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield each such value, also of examples that are shown in several places."""
    known: dict[str, set[str]] = defaultdict(set)
    for node in schema_objects(subject):
        if "enum" in node.value:
            known[node.pointer.rpartition("/")[2]].update(node.get("enum").strings())
    for visit in visits(subject):
        values = known.get(name_of(visit), ()) if isinstance(visit.seen.value, str) else ()
        # Where the schema lists values itself, `example-fits-schema` speaks.
        if values and visit.seen.value not in values and not any("enum" in node.value for node in visit.seen.schemas):
            near = [value for value in values if is_slip(visit.seen.value, value)]
            if len(near) == 1:
                place = at(subject, visit.sample.node, (*visit.start, *visit.seen.path)).location
                yield Finding(place, f"`{visit.seen.value}`: did you mean `{near[0]}`, as elsewhere?")


def name_of(visit: Visit) -> str:
    """Return the name of the property that a value is of; empty for one that has none."""
    name = visit.seen.name or ("" if visit.seen.path else visit.sample.name)
    return "" if name in TYPES else name
