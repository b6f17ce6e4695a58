"""Records and how they come from JSON and go back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import (
    Any,
    ClassVar,
    Self,
    TypeAlias,
    TypeGuard,
    TypeVar,
    dataclass_transform,
    get_origin,
    get_type_hints,
)

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, field

__all__ = [
    "UNREADABLE",
    "UNSET",
    "DecodeError",
    "JsonObject",
    "MatrixError",
    "Misfit",
    "Open",
    "Raw",
    "Record",
    "UnsetType",
    "decode",
    "encode",
    "field",
    "is_list",
    "is_object",
    "raw",
]

JsonObject: TypeAlias = dict[str, Any]
T = TypeVar("T")
# What JSON that cannot be read raises: msgspec leaves bytes that are no text, and arrays
# inside of arrays without end, to Python. TypeError is for JSON that is missing.
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TypeError)


def is_object(value: object) -> TypeGuard[JsonObject]:
    """Tell whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a JSON value is an array."""
    return isinstance(value, list)


class Record(Struct, omit_defaults=True, repr_omit_defaults=True, gc=False):
    """An object with named members. Members that are None or UNSET are not written."""


class MatrixError(Exception):
    """Anything that a request can fail with."""


class DecodeError(MatrixError, ValueError):
    """The JSON is not what the specification says. `misfits` tells where."""

    def __init__(self, message: str, misfits: tuple[Misfit, ...] = ()) -> None:
        """Keep what did not fit."""
        super().__init__(message)
        self.misfits = misfits


class Misfit(Struct, frozen=True):
    """A place where JSON is not what the specification says: `$.rooms`, and why."""

    path: str
    reason: str


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Open:
    """An object that has other members beside its declared ones: they are kept in `extra`."""

    extra: dict[str, Any]

    def __init__(self, **members: Any) -> None:
        """Take declared members by their names, and `extra`."""
        extra = members.pop("extra", None)
        self.extra = {} if extra is None else dict(extra)
        this: Any = type(self)
        self.__dict__.update(_members(shape(this)(**members)))

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Return the object that a JSON object means. Raises msgspec.ValidationError."""
        this: Any = cls
        declared = shape(this)
        fitted: Any = decoder(declared).decode(ENCODER.encode(value))
        known = set(declared.__struct_encode_fields__)
        rest = {key: each for key, each in value.items() if key not in known}
        result = cls.__new__(cls)
        result.__dict__.update(_members(fitted))
        result.extra = decoder(extra_of(this)).decode(ENCODER.encode(rest))
        return result

    def to_json(self) -> dict[str, Any]:
        """Return the object as a JSON object, the declared members first."""
        this: Any = type(self)
        members = {
            wire: self.__dict__[name]
            for name, wire, optional in declared_in(this)
            if self.__dict__[name] is not (None if optional else UNSET)
        }
        return {**members, **self.extra}

    def __eq__(self, other: object) -> bool:
        """Compare by members."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Show the members that are there."""
        missing: tuple[object, ...] = (None, UNSET, {})
        shown = (f"{k}={v!r}" for k, v in self.__dict__.items() if v not in missing)
        return f"{type(self).__name__}({', '.join(shown)})"


def _members(value: Struct) -> dict[str, Any]:
    """Return the members of a record by their Python names."""
    return {name: getattr(value, name) for name in value.__struct_fields__}


@cache
def shape(cls: Any) -> type[Struct]:
    """Return the record of an open class's declared members."""
    fields: list[Any] = []
    for name, hint in get_type_hints(cls).items():
        if name != "extra" and get_origin(hint) is not ClassVar:
            given = getattr(cls, name, msgspec.NODEFAULT)
            bare = given is msgspec.NODEFAULT
            fields.append((name, hint) if bare else (name, hint, given))
    return msgspec.defstruct(
        cls.__name__, fields, bases=(Record,), kw_only=True, module=cls.__module__
    )


@cache
def declared_in(cls: Any) -> tuple[tuple[str, str, bool], ...]:
    """Return the declared members: name, JSON name, and whether None means missing."""
    fields = msgspec.structs.fields(shape(cls))
    return tuple((each.name, each.encode_name, each.default is None) for each in fields)


@cache
def extra_of(cls: Any) -> Any:
    """Return the type of all members that are not declared, a mapping."""
    return get_type_hints(cls)["extra"]


def read_open(cls: type[Any], value: Any) -> Any:
    """Make what msgspec has no type for."""
    if issubclass(cls, Open):
        return cls.from_json(value)
    raise NotImplementedError(f"{cls} cannot be read from JSON")


def write_open(value: Any) -> Any:
    """Return what msgspec can write."""
    if isinstance(value, Open):
        return value.to_json()
    raise NotImplementedError(f"{type(value)} cannot be written as JSON")


ENCODER = msgspec.json.Encoder(enc_hook=write_open)


def encode(value: object) -> bytes:
    """Return a value as JSON."""
    return ENCODER.encode(value)


def raw(value: object) -> Raw:
    """Return a value as JSON that stands for itself inside a record."""
    return Raw(ENCODER.encode(value))


@cache
def decoder(wanted: Any) -> msgspec.json.Decoder[Any]:
    """Return the decoder of a type; made when it is first needed."""
    return msgspec.json.Decoder(wanted, dec_hook=read_open)


def decode(
    data: bytes | Raw,
    wanted: type[T],
    *,
    strict: bool = False,
    report: Callable[[Misfit], None] | None = None,
) -> T:
    """Return JSON as a type of this package.

    What does not fit raises DecodeError when `strict`. Else it stays as it came, at its
    place, required members that are missing are UNSET, and `report` hears of each.
    """
    kind: Any = wanted
    reader = decoder(kind)
    try:
        result: T = reader.decode(data)
    except msgspec.ValidationError as error:
        if strict:
            raise DecodeError(str(error), (Misfit("$", str(error)),)) from error
    except UNREADABLE as error:
        raise DecodeError(f"not JSON: {error}") from error
    else:
        return result
    from .lenient import fit  # only what is broken needs it

    return fit(wanted, plain(data), report or (lambda misfit: None))


def plain(data: bytes | Raw) -> Any:
    """Return JSON as plain values. Raises DecodeError."""
    try:
        return msgspec.json.decode(data)
    except UNREADABLE as error:
        raise DecodeError(f"not JSON: {error}") from error
