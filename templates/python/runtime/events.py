"""Events: an envelope that is read at once, and content that is read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, TypeVar

from .codec import (
    UNREADABLE,
    UNSET,
    DecodeError,
    JsonObject,
    Open,
    Raw,
    Record,
    UnsetType,
    decode,
    decoder,
    encode,
    is_object,
    plain,
    shape,
)

T = TypeVar("T")


class Content(Record):
    """What an event says. `event_type` is the type of events that carry it."""

    event_type: ClassVar[str] = ""


class OpenContent(Open):
    """What an event says, where members that the specification does not name have a meaning."""

    event_type: ClassVar[str] = ""


class Envelope(Record):
    """An event. Its content stays as it came until it is asked for, so nothing is lost."""

    def extra(self) -> JsonObject:
        """Return the members of the content that its class does not declare."""
        data: Raw | UnsetType = getattr(self, "raw_content", UNSET)
        if data is UNSET:
            return {}
        content: object = getattr(self, "content", None)
        this: Any = type(content)
        known = members_of(this)
        return {
            name: value for name, value in as_object(data).items() if name not in known
        }

    def detach(self) -> None:
        """Let go of the answer that the event came with: keep copies of what is not read yet."""
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, Raw):
                setattr(self, name, value.copy())

    def __repr__(self) -> str:
        """Show the members that are there, JSON that is not read yet as it came."""
        known = ((name, getattr(self, name)) for name in self.__struct_fields__)
        shown = (
            f"{name}=Raw({bytes(value)!r})"
            if isinstance(value, Raw)
            else f"{name}={value!r}"
            for name, value in known
            if value is not None and value is not UNSET
        )
        return f"{type(self).__name__}({', '.join(shown)})"


@dataclass(frozen=True, slots=True)
class UnknownContent:
    """Content of a type that this version of the specification does not know, or that breaks it.

    `error` says how it breaks the specification; it is None where the type is not known.
    """

    type: str
    data: JsonObject
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Where the content class of an event type is defined.

    `variants` maps the values of the member `tag` to classes of the same module.
    """

    module: str
    name: str
    tag: str = ""
    variants: Mapping[str, str] = field(default_factory=dict[str, str])
    unknown: str = ""


class Registry:
    """Finds content classes by event type, and imports their modules when they are needed."""

    def __init__(self, package: str, kinds: Mapping[str, Kind]) -> None:
        """Take the package that modules are relative to.

        `readers` holds what reads the content of each type that was met; those raise.
        """
        self.package = package
        self.kinds = kinds
        self.readers: dict[str, Callable[[Raw], Any]] = {}

    def read(self, type: str, data: Raw) -> Any:
        """Return the content of an event of a type. Never raises for what a server sent."""
        kind = self.kinds.get(str(type))  # a type that is no text may stand here
        if kind is None:
            return UnknownContent(type, as_object(data))
        if type not in self.readers:
            self.readers[type] = self.reader(kind)
        try:
            return self.readers[type](data)
        except UNREADABLE as error:
            return self.otherwise(type, kind, data, error)

    def otherwise(self, type: str, kind: Kind, data: Raw, error: Exception) -> Any:
        """Return content that no class fits: of a new variant, or malformed."""
        known = as_object(data)
        if kind.variants and str(known.get(kind.tag)) not in kind.variants:
            module = import_module(kind.module, self.package)
            try:
                return decoder(getattr(module, kind.unknown)).decode(data)
            except UNREADABLE as again:
                return UnknownContent(type, known, str(again))
        return UnknownContent(type, known, str(error))

    def reader(self, kind: Kind) -> Callable[[Raw], Any]:
        """Return what reads the content of a type; variants are told apart by their tag."""
        module = import_module(kind.module, self.package)
        wanted: Any = None
        for name in kind.variants.values() or (kind.name,):
            each = getattr(module, name)
            wanted = each if wanted is None else wanted | each
        return decoder(wanted).decode


def as_object(data: Raw) -> JsonObject:
    """Return JSON that should be an object as one; nothing of what is missing or broken."""
    try:
        value = plain(data)
    except DecodeError:
        return {}
    return value if is_object(value) else {"": value}


@cache
def members_of(declared: Any) -> frozenset[str]:
    """Return the JSON names that a class declares."""
    if issubclass(declared, UnknownContent):
        return frozenset()
    declared = shape(declared) if issubclass(declared, Open) else declared
    names = getattr(declared, "__struct_encode_fields__", ())
    config = getattr(declared, "__struct_config__", None)
    return frozenset({*names, getattr(config, "tag_field", None) or ""})


def json_content(content: object) -> object:
    """Return content as the body of a request."""
    return content.data if isinstance(content, UnknownContent) else content


def raw_content(content: object) -> Raw:
    """Return content as the member of an event that holds it."""
    return Raw(encode(json_content(content)))


def event_type_of(content: object, given: str | None) -> str:
    """Return the type of the event that carries some content. Raises TypeError."""
    if given is not None:
        return given
    if isinstance(content, UnknownContent):
        return content.type
    told = getattr(content, "event_type", "")
    if not told:
        raise TypeError("content that is not of a known class needs `event_type`")
    return str(told)


def read_as(data: Raw | UnsetType, wanted: type[T]) -> T | None:
    """Return a member that is read when it is asked for; None where there is none."""
    try:
        return None if data is UNSET else decode(data, wanted)
    except DecodeError:
        return None
