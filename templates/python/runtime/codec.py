"""Records and how they come from JSON and go back."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar, TypeAlias, TypeVar, dataclass_transform, get_type_hints

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, field

__all__ = [
    "UNSET",
    "DecodeError",
    "JsonObject",
    "Misfit",
    "Open",
    "Raw",
    "Record",
    "UnsetType",
    "decode",
    "encode",
    "extra",
    "field",
    "raw",
]

JsonObject: TypeAlias = dict[str, Any]
T = TypeVar("T")
OpenT = TypeVar("OpenT", bound="Open")


class Record(Struct, omit_defaults=True, gc=False):
    """An object with named members. Members that are None or UNSET are not written."""


class DecodeError(ValueError):
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

    extra_type: ClassVar[Any] = Any
    extra: dict[str, Any]

    def __init__(self, **members: Any) -> None:
        """Take declared members by their names, and `extra`."""
        extra = members.pop("extra", None)
        self.extra = {} if extra is None else dict(extra)
        self.__dict__.update(_members(shape(type(self))(**members)))

    @classmethod
    def from_json(cls: type[OpenT], value: Any) -> OpenT:
        """Return the object that a JSON object means. Raises msgspec.ValidationError."""
        declared = shape(cls)
        fitted = msgspec.convert(value, declared, dec_hook=_read)
        known = set(declared.__struct_encode_fields__)
        rest = {key: each for key, each in value.items() if key not in known}
        result = cls.__new__(cls)
        result.__dict__.update(_members(fitted))
        result.extra = msgspec.convert(rest, dict[str, extra_of(cls)], dec_hook=_read)
        return result

    def to_json(self) -> dict[str, Any]:
        """Return the object as a JSON object, the declared members first."""
        declared = shape(type(self))
        own = {name: self.__dict__[name] for name in declared.__struct_fields__}
        members = msgspec.to_builtins(declared(**own), enc_hook=_write)
        return {**members, **msgspec.to_builtins(self.extra, enc_hook=_write)}

    def __eq__(self, other: object) -> bool:
        """Compare by members."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Show the members that are there."""
        shown = (f"{k}={v!r}" for k, v in self.__dict__.items() if v not in (None, {}))
        return f"{type(self).__name__}({', '.join(shown)})"


def _members(value: Struct) -> dict[str, Any]:
    """Return the members of a record by their Python names."""
    return {name: getattr(value, name) for name in value.__struct_fields__}


@lru_cache(maxsize=None)
def shape(cls: type[Open]) -> type[Struct]:
    """Return the record of an open class's declared members."""
    fields = []
    for name, hint in get_type_hints(cls).items():
        if name not in ("extra", "extra_type"):
            given = getattr(cls, name, msgspec.NODEFAULT)
            bare = given is msgspec.NODEFAULT
            fields.append((name, hint) if bare else (name, hint, given))
    return msgspec.defstruct(
        cls.__name__, fields, bases=(Record,), kw_only=True, module=cls.__module__
    )


@lru_cache(maxsize=None)
def extra_of(cls: type[Open]) -> Any:
    """Return the type of the members that are not declared."""
    return get_type_hints(cls)["extra"].__args__[1]


def _read(cls: type[Any], value: Any) -> Any:
    """Make what msgspec has no type for."""
    if isinstance(cls, type) and issubclass(cls, Open):
        return cls.from_json(value)
    raise NotImplementedError(f"{cls} cannot be read from JSON")


def _write(value: Any) -> Any:
    """Return what msgspec can write."""
    if isinstance(value, Open):
        return value.to_json()
    raise NotImplementedError(f"{type(value)} cannot be written as JSON")


ENCODER = msgspec.json.Encoder(enc_hook=_write)


def encode(value: object) -> bytes:
    """Return a value as JSON."""
    return ENCODER.encode(value)


def raw(value: object) -> Raw:
    """Return a value as JSON that stands for itself inside a record."""
    return Raw(ENCODER.encode(value))


@lru_cache(maxsize=None)
def decoder(wanted: Any) -> msgspec.json.Decoder[Any]:
    """Return the decoder of a type; made when it is first needed."""
    return msgspec.json.Decoder(wanted, dec_hook=_read)


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
    try:
        result: T = decoder(wanted).decode(data)
    except msgspec.ValidationError as error:
        if strict:
            raise DecodeError(str(error), (Misfit("$", str(error)),)) from error
    except msgspec.DecodeError as error:
        raise DecodeError(f"not JSON: {error}") from error
    else:
        return result
    from .lenient import fit  # only what is broken needs it

    found: T = fit(wanted, msgspec.json.decode(data), report or (lambda misfit: None))
    return found


def extra(data: bytes | Raw, declared: type[Struct]) -> JsonObject:
    """Return the members of a JSON object that a record does not declare."""
    members: JsonObject = msgspec.json.decode(data)
    known = set(declared.__struct_encode_fields__) | {tag_field(declared)}
    return {name: value for name, value in members.items() if name not in known}


def tag_field(declared: type[Struct]) -> str | None:
    """Return the member that tells a record from its siblings."""
    return declared.__struct_config__.tag_field


