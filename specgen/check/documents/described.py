"""What a specification describes, one by one, so that two of them can be compared: what is new, what was there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.check.once import once
from specgen.location import Location
from specgen.model.api import Api, MediaType, Operation, Parameter
from specgen.model.schema import Schema
from specgen.model.spec import Spec
from specgen.model.subject import Subject

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """An operation, a parameter, a property, a value of an enumeration or an event: what it is and what marks it.

    `key` leads to it from the outside in and stays the same when files move; `marks` are the versions that its
    markers name, `text` its description.
    """

    key: Key
    kind: str
    name: str
    added_in: str | None
    marks: tuple[str, ...]
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Compared:
    """Two specifications by their things: `now` and `before`."""

    now: Mapping[Key, Thing]
    before: Mapping[Key, Thing]

    def new(self) -> Iterator[Thing]:
        """Yield what is new in something that was there; what a new thing holds is new with it."""
        # What another thing refers to now, in the same place of the same file, is not new.
        places = {(thing.location, thing.name) for thing in self.before.values()}
        for key, thing in self.now.items():
            known = (thing.location, thing.name) in places
            if key not in self.before and not known and (len(key) == 1 or key[:-1] in self.before):
                yield thing

    def kept(self) -> Iterator[tuple[Thing, Thing]]:
        """Yield what is in both, as it is now and as it was."""
        return ((thing, self.before[key]) for key, thing in self.now.items() if key in self.before)


@once
def compared(subject: Subject) -> Compared:
    """Return the specification beside the earlier one; nothing where there is none."""
    if subject.previous is None:
        return Compared({}, {})
    return Compared(things(subject.spec), things(subject.previous))


def things(spec: Spec) -> dict[Key, Thing]:
    """Return everything that a specification describes."""
    named = {each.name: each.schema for each in spec.schemas}
    found: dict[Key, Thing] = {}
    for api in spec.apis:
        for thing in things_of_api(api, named):
            found.setdefault(thing.key, thing)
    for event in spec.event_types:
        key = (f"event {event.name}",)
        found[key] = Thing(key, "event", event.name, *marked(event.schema), event.location)
        for thing in properties(event.schema, key, named):
            found.setdefault(thing.key, thing)
    return found


def marked(item: Schema | Operation | Parameter) -> tuple[str | None, tuple[str, ...], str]:
    """Return the version that added a thing, all versions that mark it, and its description."""
    changed = tuple(version for version, _ in item.changed_in)
    return item.added_in, (*((item.added_in,) if item.added_in else ()), *changed), item.description or ""


def things_of_api(api: Api, named: Mapping[str, Schema]) -> Iterator[Thing]:
    """Yield the operations of an API and what is in them."""
    for operation in api.operations:
        path = PLACEHOLDER.sub("{}", operation.endpoint.strip())
        key = (f"{operation.method.upper()} {path}",)
        name = f"{operation.method.upper()} {operation.endpoint.strip()}"
        yield Thing(key, "operation", name, *marked(operation), operation.location)
        for parameter in operation.parameters:
            if parameter.within != "path":
                inner = (*key, f"{parameter.within} {parameter.name}")
                yield Thing(inner, "parameter", parameter.name, *marked(parameter), parameter.location)
        if operation.request_body:
            yield from bodies(operation.request_body.content, (*key, "request"), named)
        for response in operation.responses:
            yield from bodies(response.content, (*key, response.status), named)


def bodies(content: tuple[MediaType, ...], key: Key, named: Mapping[str, Schema]) -> Iterator[Thing]:
    """Yield the properties of bodies, whatever their media types. What holds them counts as there."""
    for media in content:
        yield Thing(key, "body", key[-1], None, (), "", media.schema.location)
        yield from properties(media.schema, key, named)


def properties(schema: Schema, key: Key, named: Mapping[str, Schema]) -> Iterator[Thing]:
    """Yield the properties below a schema, through references; each schema once on the way to a property."""
    queue: list[tuple[Schema, Key, frozenset[str]]] = [(schema, key, frozenset())]
    while queue:
        current, place, seen = queue.pop()
        for value in current.enum:
            yield Thing((*place, f"= {value}"), "value", value, *marked(current), current.location)
        if current.ref is not None and current.ref not in seen:
            queue.append((named.get(current.ref, Schema()), place, seen | {current.ref}))
        queue.extend((part, place, seen) for part in (*current.all_of, *current.one_of, *current.any_of))
        if current.items is not None:
            queue.append((current.items, place, seen))
        if isinstance(current.additional, Schema):
            queue.append((current.additional, place, seen))
        queue.extend((entry.schema, place, seen) for entry in current.pattern_properties or ())
        for entry in current.properties or ():
            inner = (*place, entry.name)
            yield Thing(inner, "property", entry.name, *marked(entry.schema), entry.schema.location)
            queue.append((entry.schema, inner, seen))
