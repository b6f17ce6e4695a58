"""From event schemas to content classes, and what kind of event carries them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from specgen.codegen.ir import ANY, JSON_OBJECT, STR, EventKind, MapOf, Named, Record, Type
from specgen.codegen.names import event_class, event_module, words
from specgen.codegen.schemas import ABSENT, Lowering, Naming, key_of, text_of
from specgen.model.event import EventExample, EventType
from specgen.model.schema import Schema

VERSIONED = re.compile(r"\Av\d+\Z")
TO_DEVICE = re.compile(r"to[- _]device", re.IGNORECASE)
ACCOUNT_DATA = re.compile(r"account[ _]data|user settings|\bpersist", re.IGNORECASE)


def events_of(
    event_types: Sequence[EventType],
    examples: Sequence[EventExample],
    lowering: Lowering,
    kinds: Mapping[str, tuple[str, ...]],
) -> Iterator[EventKind]:
    """Yield the event types; `kinds` says of what kind some are, by type."""
    families: dict[str, list[EventType]] = {}
    for each in event_types:
        if lowering.whole(each.schema).property("content") is not None:
            families.setdefault(each.name.partition("$")[0], []).append(each)
    shown: dict[str, list[str]] = {}
    for given in examples:
        shown.setdefault(given.example.name.partition("$")[0], []).append(given.example.text)
    for name, family in sorted(families.items()):
        yield event_kind(name, family, lowering, (kinds.get(name, ()), tuple(shown.get(name, ()))))


def event_kind(
    name: str, family: Sequence[EventType], lowering: Lowering, told: tuple[tuple[str, ...], tuple[str, ...]]
) -> EventKind:
    """Return an event type with its content classes."""
    home = f"events.{event_module(name)}"
    wholes = {each.name.partition("$")[2]: lowering.whole(each.schema) for each in family}
    tag = tag_of(wholes, lowering)
    base = wholes.get("") or common(list(wholes.values()), tag)
    unknown = (f"Unknown{event_class(name.rpartition('.')[2])}", f"Unknown{event_class(name)}")
    names = unknown if tag else (event_class(name), f"{event_class(name)}Content")
    content = declare(base, names, home, lowering, None)
    variants = tuple(
        (value, declare(whole, variant_names(name, value), home, lowering, (tag, value)))
        for value, whole in wholes.items()
        if value and tag
    )
    return EventKind(
        type=name,
        kind=told[0][0] if told[0] else kind_of(base),
        also=told[0][1:],
        home=home,
        content=content,
        tag=tag,
        variants=variants,
        state_key=state_key(base, lowering),
        examples=told[1],
    )


def declare(whole: Schema, names: tuple[str, ...], home: str, lowering: Lowering, tag: tuple[str, str] | None) -> Named:
    """Declare the record of an event's content, under a key of its own."""
    key = f"{key_of(whole)}/content"
    schema = lowering.whole(whole.property("content") or ABSENT)
    made = made_of(schema, Naming((names[-1] if names[0].startswith("Unknown") else names[0],)), (home, key), lowering)
    kept = (each for each in made.fields if tag is None or each.wire != tag[0])
    fields = tuple(replace(each, name="event_type_") if each.name == "event_type" else each for each in kept)
    lowering.declared[key] = replace(made, names=names, fields=fields, text=text_of(whole), tag=tag, envelope="")
    return Named(key)


def made_of(schema: Schema, naming: Naming, place: tuple[str, str], lowering: Lowering) -> Record:
    """Return the record of an event's content. Content that is a mapping has no members but `extra`."""
    home, key = place
    if schema.properties:
        return lowering.record(schema, naming, home, key)
    mapping = lowering.mapping(schema, naming)
    extra = mapping.value if isinstance(mapping, MapOf) else ANY if mapping == JSON_OBJECT and open_(schema) else None
    return Record(key=key, home=home, names=naming.own, fields=(), extra=extra)


def open_(schema: Schema) -> bool:
    """Tell whether an object that declares nothing is meant to hold anything."""
    return schema.additional is True or bool(schema.pattern_properties)


def tag_of(wholes: Mapping[str, Schema], lowering: Lowering) -> str:
    """Return the member of the content whose only value is the variant's name; empty where there is none."""
    for value, whole in wholes.items():
        content = lowering.whole(whole.property("content") or ABSENT)
        for entry in content.properties or () if value else ():
            if json.dumps(value) in (entry.schema.const, *entry.schema.enum[:1]) and len(entry.schema.enum) < 2:
                return entry.name
    return ""


def common(wholes: Sequence[Schema], tag: str) -> Schema:
    """Return an event schema for variants without one: what the first has, its content only the tag."""
    first = wholes[0]
    if not tag:
        return first
    content = Schema(types=("object",), additional=True, location=first.location)
    properties = tuple(
        replace(entry, schema=content) if entry.name == "content" else entry for entry in first.properties or ()
    )
    return replace(first, properties=properties)


def variant_names(event_type: str, value: str) -> tuple[str, ...]:
    """Return what the class of a variant may be called: `m.text` → `Text`, else with the type's name."""
    parts = value.removeprefix("m.").split(".")
    plain = ".".join(part for part in parts if not VERSIONED.match(part)) or value
    whole = event_class(event_type)
    last = event_class(event_type.rpartition(".")[2])
    short = event_class(plain)
    if len(parts) == 1:
        return short, short + last, whole + short
    joined = short if set(words(event_type)) <= set(words(plain)) else whole + short
    return tuple(dict.fromkeys((joined, short + last, whole + event_class(value))))


def kind_of(whole: Schema) -> str:
    """Return the kind of an event by its members, and by its description where those say too little."""
    members = {entry.name for entry in whole.properties or ()}
    if "state_key" in members:
        return "state"
    if members & {"event_id", "origin_server_ts"}:
        return "message"
    prose = whole.description or ""
    if TO_DEVICE.search(prose):
        return "to-device"
    return "account-data" if ACCOUNT_DATA.search(prose) else "ephemeral"


def state_key(whole: Schema, lowering: Lowering) -> Type | None:
    """Return the type of an event type's state keys; None where they are empty, or there is none."""
    schema = whole.property("state_key")
    if schema is None:
        return None
    schema = lowering.whole(schema)
    values: Iterable[str] = (*schema.enum, *filter(None, (schema.const,)))
    if schema.pattern == "^$" or set(values) == {'""'}:
        return None
    found = lowering.type_of(schema, Naming(("StateKey",)))
    return found if found != ANY else STR
