"""What overrides say of members that the documents leave open, as types."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from specgen.codegen.ir import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    JSON_OBJECT,
    STR,
    Declaration,
    EventKind,
    Field,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Record,
    Text,
    Type,
)
from specgen.codegen.names import member as member_name
from specgen.codegen.overrides import Overrides
from specgen.codegen.schemas import describe
from specgen.errors import SpecgenError

SCALARS: Mapping[str, Type] = {
    "str": STR,
    "int": INT,
    "float": FLOAT,
    "bool": BOOL,
    "Any": ANY,
    "JsonObject": JSON_OBJECT,
}
TOKEN = re.compile(r"[\w.-]+|[\[\],]")
CLASS = re.compile(r"[A-Z][A-Za-z0-9]*\Z")


class Written:
    """A type as overrides write it: `dict[mx-user-id, list[Event]]`. A class because it is read token by token."""

    def __init__(self, text: str, known: Mapping[str, Type]) -> None:
        """Take the text and what its names mean."""
        self.text = text
        self.known = known
        self.tokens = TOKEN.findall(text)

    def read(self) -> Type:
        """Return the type. Raises SpecgenError."""
        found = self.type()
        if self.tokens:
            raise self.wrong()
        return found

    def type(self) -> Type:
        """Return the type that begins here."""
        name = self.take()
        if name == "list":
            return ListOf(self.inner(1)[0])
        if name == "dict":
            key, value = self.inner(2)
            return MapOf(key, value)
        if name in self.known:
            return self.known[name]
        if name.startswith("mx-"):  # this release does not know the format
            return STR
        if CLASS.match(name):  # nor this class
            return JSON_OBJECT
        raise self.wrong()

    def inner(self, count: int) -> list[Type]:
        """Return the types in brackets."""
        found = []
        for number in range(count):
            if self.take() != ("," if number else "["):
                raise self.wrong()
            found.append(self.type())
        if self.take() != "]":
            raise self.wrong()
        return found

    def take(self) -> str:
        """Return the next token."""
        return self.tokens.pop(0) if self.tokens else ""

    def wrong(self) -> SpecgenError:
        """Return what is to be said of a type that cannot be read."""
        return SpecgenError(f"overrides: `{self.text}` is not a type: write list[str], dict[str, Event] or a class")


def complete(
    declared: MutableMapping[str, Declaration],
    events: Iterable[EventKind],
    overrides: Overrides,
    formats: Iterable[str],
) -> None:
    """Give records the members that overrides say they have. What a release does not have is passed over."""
    classes = {each.names[0]: each for each in declared.values() if isinstance(each, Record)}
    known: dict[str, Type] = {name: Named(f"overrides#{name}") for name in overrides.records}
    known |= {**SCALARS, **{name: Named(each.key) for name, each in classes.items()}}
    known |= {name: Identifier(name) for name in formats}
    homes: dict[str, set[str]] = {}
    for key, members in owners(classes, events, overrides):
        record = declared.get(key)
        if isinstance(record, Record):
            declared[key] = replace(record, fields=tuple(with_members(record, members, known)))
            for name in used(members.values(), overrides, classes):
                homes.setdefault(name, set()).add(record.home)
    for name, places in homes.items():
        home = places.pop() if len(places) == 1 else f"{min(places).partition('.')[0]}.models"
        prose = overrides.records[name].get("", "")
        bare = Record(key=f"overrides#{name}", home=home, names=(name,), fields=(), text=Text(prose=prose))
        declared[bare.key] = replace(bare, fields=tuple(with_members(bare, overrides.records[name], known)))
    for key in (*declared,):
        for each in getattr(declared[key], "fields", ()):
            if isinstance(each.type, Named) and each.type.key.startswith("overrides#"):
                describe(declared, each.type, each.text.prose)


def owners(
    classes: Mapping[str, Record], events: Iterable[EventKind], overrides: Overrides
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the keys of records that overrides give members, and those members."""
    wanted: dict[str, dict[str, str]] = {}
    for place, text in overrides.members.items():
        owner, _, member = place.partition(".")
        wanted.setdefault(owner, {})[member] = text
    for owner, members in wanted.items():
        if owner in classes:
            yield classes[owner].key, members
    for event in events:
        if event.type in overrides.contents:
            for content in (event.content, *(variant for _, variant in event.variants)):
                yield content.key, overrides.contents[event.type]


def used(texts: Iterable[str], overrides: Overrides, classes: Container[str]) -> Iterator[str]:
    """Yield the records of overrides that types name, and those that these name."""
    queue = [token for text in texts for token in TOKEN.findall(text.partition(":")[0])]
    seen: set[str] = set()
    while queue:
        name = queue.pop()
        if name in overrides.records and name not in seen and name not in classes:
            seen.add(name)
            yield name
            for wire, text in overrides.records[name].items():
                queue.extend(TOKEN.findall(text.partition(":")[0]) if wire else ())


def with_members(record: Record, members: Mapping[str, str], known: Mapping[str, Type]) -> Iterator[Field]:
    """Yield a record's members, and those that overrides add, which are never required."""
    said = {wire: text.partition(":") for wire, text in members.items() if wire}
    types = {wire: Written(type_, known).read() for wire, (type_, _, _) in said.items()}
    for each in record.fields:
        yield replace(each, type=types[each.wire]) if each.wire in members else each
    declared = {each.wire for each in record.fields}
    for wire, (_, _, prose) in said.items():
        if wire not in declared:
            yield Field(name=member_name(wire), wire=wire, type=types[wire], text=Text(prose=prose.strip()))
