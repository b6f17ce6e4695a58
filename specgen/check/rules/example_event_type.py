"""The example of an event has another type than the event.

Why:
    It was copied from another event and not changed; readers who look for this one see that one.
Bad:
    examples/m.room.topic.yaml: {"type": "m.room.name"}
Good:
    examples/m.room.topic.yaml: {"type": "m.room.topic"}
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import event_examples
from specgen.check.documents.follow import at
from specgen.check.documents.samples import value_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each example whose type is not the one that its file's name says."""
    for example in event_examples(subject):
        wanted, value = example.name.partition("$")[0], value_of(subject, example.node)
        kind = value.get("type") if isinstance(value, dict) else wanted
        if kind is None:
            yield Finding(example.node.location, f"the example of `{wanted}` has no `type`")
        elif kind != wanted:
            place = at(subject, example.node, ("type",))
            related: tuple[Location, ...] = (example.schema.location,)
            if place.path != example.node.path:  # left out here, and that of the base is another
                place, related = example.node, (place.location, *related)
            yield Finding(place.location, f"the example of `{wanted}` has the type `{kind}`", related)
