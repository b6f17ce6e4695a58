"""From schemas to types: references keep their names, `allOf` becomes one record, words become choices."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace

from specgen.codegen.ir import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    JSON_OBJECT,
    NONE,
    STR,
    Alias,
    Choice,
    Declaration,
    Field,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Record,
    Text,
    Type,
    inside,
)
from specgen.codegen.names import member, pascal, singular, verbatim
from specgen.codegen.places import Places
from specgen.codegen.unions import union_of, without_none
from specgen.model.resolve import Resolver
from specgen.model.schema import Property, Schema

ABSENT = Schema()
DOCUMENTARY = ("title", "description", "example", "examples", "deprecated", "added_in", "changed_in", "weight")
SCALARS: Mapping[str, Type] = {
    "string": STR,
    "integer": INT,
    "number": FLOAT,
    "boolean": BOOL,
    "object": JSON_OBJECT,
    "array": ListOf(ANY),
    "null": NONE,
}
TITLE = re.compile(r"[A-Za-z][\w /-]*\Z")
LONGEST_TITLE = 36
# Members whose names have these are not declared: JSON would have to escape them, and the library does not.
UNSPEAKABLE = re.compile(r'[\\"\x00-\x1f]')
SHORT_CHOICE = 34


@dataclass(frozen=True, slots=True)
class Naming:
    """What an anonymous schema may be called: names of its own, and whom it belongs to, the nearest first."""

    own: tuple[str, ...]
    owners: tuple[str, ...] = ()

    def names(self, title: str | None) -> tuple[str, ...]:
        """Return the names, the best first: by title, by place, each then with the owners'."""
        given = (*((pascal(title),) if title and usable(title) else ()), *self.own)
        longer = (owned(owner, name) for owner in self.owners for name in given)
        return tuple(dict.fromkeys((*given, *longer)))

    def below(self, name: str) -> "Naming":
        """Return what a part of it may be called."""
        return Naming((pascal(name),), (*self.own[:1], *self.owners))


def owned(owner: str, name: str) -> str:
    """Return a name with the owner's before it, no word said twice where they meet."""
    short = re.sub(r"(?:Request|Response)\Z", "", owner)
    return name if name.startswith(short) else short + name


def usable(title: str) -> bool:
    """Tell whether a title is a name and not a sentence."""
    return len(title) <= LONGEST_TITLE and TITLE.match(title) is not None


class Lowering:
    """Makes types of schemas; a class because it remembers what it declared."""

    def __init__(self, named: Mapping[str, Schema], places: Places) -> None:
        """Take the schemas that names stand for, and where declarations go.

        `stand_ins` are types for objects that say nothing but what they are called.
        """
        self.named = named
        self.places = places
        self.resolver = Resolver(named)
        self.declared: dict[str, Declaration] = {}
        self.open: set[str] = set()
        self.following: set[str] = set()
        self.references: dict[str, Type] = {}
        self.stand_ins: dict[str, Type] = {}

    def type_of(self, schema: Schema, naming: Naming) -> Type:
        """Return the type of a schema; declares the records and aliases that it needs."""
        if schema.ref is not None and documentary(replace(schema, ref=None, types=())):
            return self.reference(schema.ref, naming)
        if schema.ref is None and schema.all_of:
            parts = [part for part in schema.all_of if not documentary(part)]
            own = replace(schema, all_of=(), types=())
            if len(parts) == 1 and documentary(own):
                return self.type_of(parts[0], Naming(naming.names(schema.title), naming.owners))
        return self.shape(self.whole(schema), naming)

    def reference(self, name: str, naming: Naming) -> Type:
        """Return the type of what a reference leads to, under its own name."""
        if name not in self.named:
            return ANY
        if name not in self.references:
            target = self.named[name]
            stem = pascal(self.places.stem(name))
            key = key_of(target)
            if key in self.open:
                return Named(key)
            if name in self.following:  # a type that is made of itself and has no class: any JSON
                return ANY
            self.following.add(name)
            self.references[name] = self.type_of(target, Naming((stem,)))
            self.following.remove(name)
        return self.references[name]

    def whole(self, schema: Schema, met: frozenset[str] = frozenset()) -> Schema:
        """Return a schema with its own reference followed and `allOf` merged, its parts untouched.

        `met` are references that led here: one that leads back says nothing more.
        """
        if schema.ref is not None:
            if schema.ref in met:
                return ABSENT
            title, met = schema.title, met | {schema.ref}
            schema = replace(self.resolver.dereference(schema), location=schema.location)
            schema = schema if title is None else replace(schema, title=title)
        if not schema.all_of:
            return schema
        merged = ABSENT
        for part in (*schema.all_of, replace(schema, all_of=())):
            merged = join(merged, self.whole(part, met))
        return replace(merged, title=schema.title, location=schema.location)

    def shape(self, schema: Schema, naming: Naming) -> Type:
        """Return the type of a schema without reference and `allOf`."""
        branches = (*schema.one_of, *schema.any_of)
        if branches and not schema.properties:
            return union_of(self.declared, [self.type_of(branch, naming) for branch in branches])
        kinds = schema.types or implied(schema)
        if len(kinds) > 1:
            return union_of(self.declared, [self.plain(replace(schema, types=(kind,)), naming) for kind in kinds])
        return self.plain(replace(schema, types=tuple(kinds)), naming)

    def plain(self, schema: Schema, naming: Naming) -> Type:
        """Return the type of a schema with at most one `type`."""
        kind = schema.types[0] if schema.types else ""
        if kind == "object":
            return self.object(schema, naming)
        if kind == "array" and schema.items is not None:
            return ListOf(self.type_of(schema.items, one_of_many(naming)))
        if kind == "string":
            return self.text(schema, naming)
        return SCALARS.get(kind, ANY)

    def text(self, schema: Schema, naming: Naming) -> Type:
        """Return the type of a string: an identifier, known words, or any text."""
        values = tuple(json.loads(value) for value in (*schema.enum, *filter(None, (schema.const,))))
        if values and all(isinstance(value, str) for value in values):
            return choice(self, schema, tuple(dict.fromkeys(values)), naming)
        if schema.format and schema.format in self.places.formats:
            return Identifier(schema.format)
        return STR

    def object(self, schema: Schema, naming: Naming) -> Type:
        """Return the type of an object: a record, a mapping, or anything in braces."""
        if not schema.properties:
            return self.mapping(schema, naming)
        key = key_of(schema)
        if key not in self.declared and key not in self.open:
            self.open.add(key)
            home = self.places.home(schema.location.path)
            self.declared[key] = self.record(schema, naming, home)
            self.open.remove(key)
        return Named(key)

    def mapping(self, schema: Schema, naming: Naming) -> Type:
        """Return the type of an object without declared members."""
        inner = Naming((singular(naming.own[0]),) if naming.own else (), naming.owners)
        found = [
            MapOf(key_type(self.places, each.schema, each.name), self.type_of(each.schema, inner))
            for each in schema.pattern_properties or ()
        ]
        if isinstance(schema.additional, Schema) and schema.additional != ABSENT:
            found.append(MapOf(STR, self.type_of(schema.additional, inner)))
        if not found:
            return self.stand_ins.get(schema.title or "", JSON_OBJECT)
        keys = {each.key for each in found}
        values = list(dict.fromkeys(each.value for each in found))
        return MapOf(
            found[0].key if len(keys) == 1 else STR, values[0] if len(values) == 1 else union_of(self.declared, values)
        )

    def record(self, schema: Schema, naming: Naming, home: str, key: str = "") -> Record:
        """Return the record of an object schema that is whole."""
        names = naming.names(schema.title)
        inner = Naming((names[0],), naming.owners)
        known = (each for each in schema.properties or () if not UNSPEAKABLE.search(each.name))
        fields = tuple(distinct(self.field(each, schema, inner) for each in known))
        return Record(
            key=key or key_of(schema),
            home=home,
            names=names,
            fields=fields,
            text=text_of(schema),
            extra=self.undeclared(schema, inner),
            envelope=envelope(fields),
        )

    def undeclared(self, schema: Schema, naming: Naming) -> Type | None:
        """Return the type of members that are not declared; None where nothing is said of them."""
        if schema.pattern_properties or (isinstance(schema.additional, Schema) and schema.additional != ABSENT):
            found = self.mapping(replace(schema, properties=None), naming.below("Value"))
            return found.value if isinstance(found, MapOf) else ANY
        return ANY if schema.additional is True or schema.additional == ABSENT else None

    def field(self, entry: Property, owner: Schema, naming: Naming) -> Field:
        """Return a member of a record."""
        type_, nullable = without_none(self.type_of(entry.schema, naming.below(entry.name)))
        describe(self.declared, type_, entry.schema.description or "")
        return Field(
            name=member(entry.name),
            wire=entry.name,
            type=type_,
            required=entry.name in owner.required or entry.schema.required_here,
            nullable=nullable,
            text=text_of(entry.schema),
        )


def choice(lowering: Lowering, schema: Schema, values: tuple[str, ...], naming: Naming) -> Type:
    """Return known words; where they are many, under a name."""
    found = Choice(values)
    if sum(map(len, values)) + 4 * len(values) <= SHORT_CHOICE:
        return found
    key = key_of(schema)
    if key not in lowering.declared:
        home = lowering.places.home(schema.location.path)
        lowering.declared[key] = Alias(key=key, home=home, names=naming.names(schema.title), type=found)
    return Named(key)


def key_type(places: Places, schema: Schema, pattern: str) -> Type:
    """Return the type of the names that a pattern allows."""
    name = schema.pattern_format or places.sigils.get(pattern.removeprefix("^").replace("\\", "")[:1], "")
    return Identifier(name) if name in places.formats else STR


def describe(declared: MutableMapping[str, Declaration], type_: Type, prose: str) -> None:
    """Give records that are not described the first words of what is said where they are used."""
    for part in inside(type_) if prose else ():
        record = declared.get(part.key) if isinstance(part, Named) else None
        if isinstance(record, Record) and not record.text.prose:
            declared[record.key] = replace(record, text=replace(record.text, prose=prose.partition("\n\n")[0]))


def join(base: Schema, over: Schema) -> Schema:
    """Return one schema for two parts of an `allOf`; a property that both have becomes an `allOf` of its own."""
    known = {entry.name: entry.schema for entry in base.properties or ()}
    for entry in over.properties or ():
        known[entry.name] = both(known[entry.name], entry.schema) if entry.name in known else entry.schema
    wins = {
        name: getattr(over, name)
        for name in Schema.__slots__
        if name not in ("properties", "required", "location") and getattr(over, name) != getattr(ABSENT, name)
    }
    properties = tuple(Property(name, schema) for name, schema in known.items())
    required = tuple(dict.fromkeys((*base.required, *over.required)))
    types = {"types": ("object",)} if properties else {}
    return replace(base, **{**wins, **types}, properties=properties or None, required=required)


def both(base: Schema, over: Schema) -> Schema:
    """Return one schema that is both."""
    return over if base == over else Schema(all_of=(base, over), title=over.title, location=over.location)


def documentary(schema: Schema) -> bool:
    """Tell whether a schema says nothing of the shape of values."""
    return replace(schema, **{name: getattr(ABSENT, name) for name in DOCUMENTARY}) == ABSENT


def implied(schema: Schema) -> tuple[str, ...]:
    """Return the type of a schema that does not say it."""
    if schema.properties or schema.pattern_properties:
        return ("object",)
    if schema.items is not None:
        return ("array",)
    return ("string",) if schema.enum and all(value.startswith('"') for value in schema.enum) else ()


def key_of(schema: Schema) -> str:
    """Return what tells a schema from all others: where it stands."""
    return f"{schema.location.path}#{schema.location.pointer or ''}"


def one_of_many(naming: Naming) -> Naming:
    """Return what an item of an array may be called."""
    return Naming(tuple(pascal(singular(name)) for name in naming.own), naming.owners)


def distinct(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield fields whose Python names differ; what would clash keeps more of its JSON name."""
    ordered = list(fields)
    seen = {each.name for each in ordered if each.name == each.wire}
    for each in ordered:
        if each.name == each.wire:
            yield each
            continue
        name = next((name for name in (each.name, verbatim(each.wire)) if name and name not in seen), each.name)
        while name in seen:
            name += "_"
        seen.add(name)
        yield replace(each, name=name)


def envelope(fields: Sequence[Field]) -> str:
    """Tell whether a record is the envelope of an event: `event`, `edu`, or empty."""
    known = {each.wire: each for each in fields}
    content = known.get("content")
    if content is None or content.type != JSON_OBJECT:
        return ""
    for name, kind in (("type", "event"), ("edu_type", "edu")):
        if name in known and known[name].type == STR:
            return kind
    return ""


def text_of(schema: Schema) -> Text:
    """Return what a schema's documentation says."""
    return Text(
        prose=schema.description or "",
        added_in=schema.added_in or "",
        changed_in=schema.changed_in,
        deprecated=schema.deprecated,
        default=schema.default or "",
    )
