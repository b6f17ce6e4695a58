"""What has a history in a specification, and what it was called before."""

from collections.abc import Iterator

from specgen.diff.events import Content, shown_definitions, wire_name
from specgen.diff.operations import absorb, placed, title, wire_path
from specgen.diff.pairing import pairs
from specgen.diff.shape import Shapes
from specgen.model.release_history import Subject, key_of
from specgen.model.spec import Spec


def subjects(spec: Spec) -> Iterator[Subject]:
    """Yield the operations, events and shown definitions of a specification."""
    for api in spec.apis:
        for each in api.operations:
            yield Subject(title(each), "operation", api.folder, each.operation_id)
    yield from (Subject(event.name, "event") for event in spec.event_types)
    yield from (Subject(each.name, "definition") for each in shown_definitions(spec))


def renamed(old: Spec, new: Spec, shapes: tuple[Shapes, Shapes]) -> Iterator[tuple[str, str]]:
    """Yield the subjects that have another name now: the old one and the new one."""
    operations = (lambda each: (wire_path(each[0]), each[1].api.folder), lambda each: wire_path(each[0]))
    for a, b in absorb(pairs(placed(old), placed(new), operations))[1]:
        if a is not None and b is not None and key_of(title(a[0])) != key_of(title(b[0])):
            yield title(a[0]), title(b[0])
    events = (lambda each: each.name, lambda each: each.wire)
    for one, other in pairs(contents(old, shapes[0]), contents(new, shapes[1]), events):
        if one is not None and other is not None and one.name != other.name:
            yield one.name, other.name


def contents(spec: Spec, shapes: Shapes) -> list[Content]:
    """Return the events with what tells them apart on the wire."""
    return [
        Content(event.name, event.schema, wire_name(event.schema, shapes), event.location) for event in spec.event_types
    ]
