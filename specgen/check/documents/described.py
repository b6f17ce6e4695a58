"""What a specification describes, one by one, with its markers; what of it is new, by the facts of `diff`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specgen.check.once import once
from specgen.location import Location, unescape
from specgen.model.api import Api, MediaType, Operation, Parameter
from specgen.model.change import Change
from specgen.model.schema import Schema
from specgen.model.spec import Spec
from specgen.model.subject import Subject

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# The areas of changes that markers speak of, and what the key of their subject starts with.
AREAS = {"operation": "", "parameter": "", "property": "", "event": "event "}
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
    """Two specifications by their things, `now` and `before`, and what is `new`, without what a new thing holds."""

    now: Mapping[Key, Thing]
    before: Mapping[Key, Thing]
    new: tuple[Thing, ...] = ()

    def kept(self) -> Iterator[tuple[Thing, Thing]]:
        """Yield what is in both, as it is now and as it was."""
        return ((thing, self.before[key]) for key, thing in self.now.items() if key in self.before)


@once
def compared(subject: Subject) -> Compared:
    """Return the specification beside the earlier one; nothing where there is none."""
    if subject.previous is None:
        return Compared({}, {})
    now = things(subject.spec)
    return Compared(now, things(subject.previous), tuple(added(subject.changes, now)))


def added(changes: Iterable[Change], now: Mapping[Key, Thing]) -> Iterator[Thing]:
    """Yield the things that came by some changes, each once."""
    at = {(thing.location, thing.name): thing for thing in reversed(list(now.values()))}
    named = {(key[0], thing.name): thing for key, thing in now.items()}
    seen: set[tuple[Location, str]] = set()
    for change in changes:
        if change.kind != "added" or change.area not in AREAS or change.keyword not in ("", "enum-value"):
            continue
        subject = PLACEHOLDER.sub("{}", change.subject)
        value = change.after if change.keyword else None
        last = unescape(change.path.rpartition("/")[2]) if change.path else change.subject
        name = value or last.removesuffix("[]")
        # What is `$ref` is another's place: then the name tells.
        thing = at.get((change.location, name)) or named.get((AREAS[change.area] + subject, name))
        if thing and (thing.location, thing.name) not in seen:
            seen.add((thing.location, thing.name))
            yield thing


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
    for each in spec.schemas:
        for thing in properties(each.schema, (f"definition {each.name}",), named):
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
