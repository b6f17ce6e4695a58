"""Events that servers sign: objects that a spec says little of are read as such, so that no member of them is lost."""

import json
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import replace

from specgen.codegen.ir import (
    ANY,
    JSON_OBJECT,
    Call,
    Declaration,
    Field,
    ListOf,
    MapOf,
    Named,
    Record,
    Text,
    Type,
    Union,
)
from specgen.codegen.names import snake

ESSENTIAL = frozenset({"type", "content", "sender"})
UNSIGNED = "unsigned"


def widen(declared: MutableMapping[str, Declaration], event: Record) -> None:
    """Give the records of one API that describe an event of a certain type all that any event may have.

    `event` is the record for events of any room version; servers add to its `unsigned` what no signature covers.
    """
    room = event.home.partition(".")[0]
    certain = {
        key: each
        for key, each in declared.items()
        if isinstance(each, Record) and not each.envelope and each.home.partition(".")[0] == room
        if {field.wire for field in each.fields} >= ESSENTIAL
    }
    unsigned = unsigned_of((event, *certain.values()), declared)
    declared[unsigned.key] = unsigned
    event = declared[event.key] = replace(event, fields=with_unsigned(event.fields, unsigned))
    for key, record in certain.items():
        known = {each.wire for each in record.fields}
        fields = (*record.fields, *(each for each in event.fields if each.wire not in known))
        declared[key] = replace(record, fields=with_unsigned(fields, unsigned), extra=ANY)


def unsigned_of(events: Iterable[Record], declared: Mapping[str, Declaration]) -> Record:
    """Return the record of what servers add to events: all that some event's `unsigned` has, and more."""
    members: dict[str, Field] = {}
    home = ""
    for event in events:
        home = home or event.home
        inner = next((each.type for each in event.fields if each.wire == UNSIGNED), None)
        record = declared.get(inner.key) if isinstance(inner, Named) else None
        for each in record.fields if isinstance(record, Record) else ():
            members.setdefault(each.wire, replace(each, required=False))
    text = Text(prose="What servers add to an event. It is not signed.")
    return Record(
        key="pdu-unsigned", home=home, names=("PduUnsigned",), fields=tuple(members.values()), text=text, extra=ANY
    )


def with_unsigned(fields: Iterable[Field], unsigned: Record) -> tuple[Field, ...]:
    """Return members of an event, `unsigned` with all that servers may add to it."""
    return tuple(replace(each, type=Named(unsigned.key)) if each.wire == UNSIGNED else each for each in fields)


def recognise(declared: MutableMapping[str, Declaration], calls: Iterable[Call], event: Record) -> None:
    """Make events of members of one API that are just objects or not declared, where examples show an event."""
    room = event.home.partition(".")[0]
    for call in calls:
        if call.api == room:
            for answer in call.answers:
                for text in answer.examples:
                    look(answer.type, json.loads(text), declared, event.key)


def look(type_: Type, value: object, declared: MutableMapping[str, Declaration], event: str) -> None:
    """Look at an example of a type, at any depth."""
    if isinstance(type_, Union):
        for member in type_.members:
            look(member, value, declared, event)
    elif isinstance(type_, ListOf) and isinstance(value, list):
        for each in value:
            look(type_.item, each, declared, event)
    elif isinstance(type_, MapOf) and isinstance(value, dict):
        for each in value.values():
            look(type_.value, each, declared, event)
    elif isinstance(type_, Named) and isinstance(value, dict):
        look_in(type_.key, value, declared, event)


def look_in(key: str, value: Mapping[str, object], declared: MutableMapping[str, Declaration], event: str) -> None:
    """Look at an example of a record, member by member."""
    record = declared.get(key)
    if not isinstance(record, Record) or key == event:
        return
    fields = []
    for each in record.fields:
        inner = value.get(each.wire)
        shown = each.type == JSON_OBJECT and isinstance(inner, dict) and inner.keys() >= ESSENTIAL
        fields.append(replace(each, type=Named(event)) if shown else each)
        look(each.type, inner, declared, event)
    known = {each.wire for each in record.fields}
    for name, inner in value.items():  # a member that the schema forgot, and servers send
        if name not in known and isinstance(inner, dict) and inner.keys() >= ESSENTIAL:
            fields.append(Field(name=snake(name), wire=name, type=Named(event)))
    declared[key] = replace(record, fields=tuple(fields))
