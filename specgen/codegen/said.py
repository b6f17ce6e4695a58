"""What overrides say of members that the documents leave open, as types."""

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from specgen.codegen.ir import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    JSON_OBJECT,
    STR,
    Declaration,
    Field,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Record,
    Type,
)
from specgen.codegen.names import snake
from specgen.codegen.overrides import Overrides
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


def complete(declared: MutableMapping[str, Declaration], overrides: Overrides, formats: Iterable[str]) -> None:
    """Give records the members that overrides say they have. Classes that a release does not have are passed over."""
    classes = {each.names[0]: each for each in declared.values() if isinstance(each, Record)}
    wanted: dict[str, dict[str, str]] = {}
    for place, text in overrides.members.items():
        owner, _, member = place.partition(".")
        wanted.setdefault(owner, {})[member] = text
    known: dict[str, Type] = {**SCALARS, **{name: Named(each.key) for name, each in classes.items()}}
    known |= {name: Named(f"overrides#{name}") for name in overrides.records}
    known |= {name: Identifier(name) for name in formats}
    for owner, members in wanted.items():
        if owner in classes:
            record = classes[owner]
            declared[record.key] = replace(record, fields=tuple(with_members(record, members, known)))
            home = record.home
            for name in used(members.values(), overrides):
                fields = with_members(
                    Record(key="", home=home, names=(name,), fields=()), overrides.records[name], known
                )
                key = f"overrides#{name}"
                declared[key] = Record(key=key, home=home, names=(name,), fields=tuple(fields))


def used(texts: Iterable[str], overrides: Overrides) -> Iterator[str]:
    """Yield the records of overrides that types name, and those that these name."""
    queue = [token for text in texts for token in TOKEN.findall(text)]
    seen: set[str] = set()
    while queue:
        name = queue.pop()
        if name in overrides.records and name not in seen:
            seen.add(name)
            yield name
            queue.extend(token for text in overrides.records[name].values() for token in TOKEN.findall(text))


def with_members(record: Record, members: Mapping[str, str], known: Mapping[str, Type]) -> Iterator[Field]:
    """Yield a record's members, and those that overrides add, which are never required."""
    for each in record.fields:
        yield replace(each, type=Written(members[each.wire], known).read()) if each.wire in members else each
    declared = {each.wire for each in record.fields}
    for wire, text in members.items():
        if wire not in declared:
            yield Field(name=snake(wire), wire=wire, type=Written(text, known).read())
