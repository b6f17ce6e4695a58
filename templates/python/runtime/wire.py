"""Requests and responses as values: nothing here reads from or writes to a network."""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import SEEK_END, IOBase
from typing import Any, Generic, TypeAlias, TypeGuard, TypeVar
from urllib.parse import quote, urlencode
from uuid import uuid4

from msgspec import Struct

from .codec import UNSET, JsonObject, Misfit, decode, encode, is_object, plain
from .failures import failure
from .parts import BINARY, Part, read_parts

T = TypeVar("T")


class Sized(Struct, frozen=True):
    """Chunks of a body whose size is known before they come: many servers insist on that."""

    chunks: Iterable[bytes] | AsyncIterable[bytes]
    size: int


Body: TypeAlias = "bytes | Sized | Iterable[bytes] | AsyncIterable[bytes]"


class Media(Struct, frozen=True):
    """Bytes and what they are."""

    content: bytes
    content_type: str = BINARY
    filename: str | None = None


class Redirect(Struct, frozen=True):
    """An answer that leads elsewhere."""

    location: str


class Parts(Struct, frozen=True):
    """A `multipart/mixed` answer, part by part.

    Federation sends media so: an object that describes them, then the media or where they are.
    """

    parts: tuple[Part, ...]

    @property
    def metadata(self) -> JsonObject:
        """Return the first part, a JSON object. Raises DecodeError."""
        value = plain(self.parts[0].content) if self.parts else None
        return value if is_object(value) else {}

    @property
    def media(self) -> Media | Redirect | None:
        """Return the second part, with its type and file name; None where there is none."""
        if len(self.parts) < 2:
            return None
        part = self.parts[1]
        if "location" in part.headers:
            return Redirect(part.headers["location"])
        return Response(200, part.headers, part.content).media()


class Response(Struct, frozen=True):
    """An answer as it came; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def media(self) -> Media:
        """Return the body with its type and file name."""
        kind = self.headers.get("content-type", BINARY)
        return Media(self.body, kind, filename(self.headers))


def filename(headers: Mapping[str, str]) -> str | None:
    """Return the file name that an answer gives, without the folders of who sends it (RFC 6266)."""
    from email.message import Message  # much to import, and few requests are for media

    message = Message()
    message["content-disposition"] = headers.get("content-disposition", "")
    name = message.get_filename()
    return name and re.split(r"[/\\]", name)[-1] or None


class Support(Struct, frozen=True):
    """What a server says it speaks: versions such as `v1.11`, and feature flags."""

    versions: frozenset[str]
    features: frozenset[str] = frozenset()

    @classmethod
    def told(cls, versions: object, flags: object) -> Support:
        """Return what a server says of itself; what it says in other words than these does not count."""
        known = versions if is_many(versions) else ()
        there = flags.items() if is_object(flags) else ()
        return cls(
            frozenset(each for each in known if isinstance(each, str)),
            frozenset(name for name, value in there if value is True),
        )

    def has(self, version: str) -> bool:
        """Tell whether the server speaks a version, or a later one of the same major."""
        wanted = _number(version)
        known = (_number(each) for each in self.versions if each.startswith("v"))
        return any(each[0] == wanted[0] and each >= wanted for each in known)


def _number(version: str) -> tuple[int, ...]:
    """Return `v1.11` as (1, 11)."""
    parts = version.lstrip("v").split(".")
    return tuple(int(part) if part.isdecimal() else 0 for part in parts)


class Unstable(Struct, frozen=True):
    """Where an operation stood before it was stable, and the flag that tells of it."""

    path: str
    feature: str


@dataclass(frozen=True, kw_only=True)
class Operation(Generic[T]):
    """One operation of the specification.

    `answers` maps statuses to what they carry: a type, `Media`, `Parts`, `Redirect`, or
    None for nothing of interest. `auth` is what a request has to show: `bearer`,
    `signature`, or nothing; with `optional_auth` it may be left out. `errors` maps error
    codes to the statuses that the specification documents for them.
    """

    name: str
    method: str
    path: str
    answers: Mapping[int, Any]
    auth: str = ""
    optional_auth: bool = False
    errors: Mapping[str, tuple[int, ...]] = field(
        default_factory=dict[str, tuple[int, ...]]
    )
    added_in: str = ""
    deprecated: bool = False
    rate_limited: bool = False
    unstable: tuple[Unstable, ...] = ()

    def request(
        self,
        path: Mapping[str, object] | None = None,
        *,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, object] | None = None,
        json: object = UNSET,
        content: Body | bytearray | memoryview | None = None,
        content_type: str | None = None,
    ) -> Request[T]:
        """Return a request. Values that are None are left out."""
        sent = {k: text(v) for k, v in (headers or {}).items() if v is not None}
        if json is not UNSET:
            content, content_type = encode(json), "application/json"
        if isinstance(content, bytearray | memoryview):
            content = bytes(content)
        if content is not None:
            sent["Content-Type"] = content_type or BINARY
            size = size_of(content)
            if size is not None:
                sent["Content-Length"] = str(size)
        pairs = tuple(query_pairs(query or {}))
        return Request(self, dict(path or {}), pairs, sent, content)

    @property
    def repeatable(self) -> bool:
        """Tell whether sending it twice does no more than sending it once (RFC 9110, 9.2.2)."""
        return self.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")


def answering(
    operation: Operation[Any], wanted: Any, chosen: bool, /
) -> Operation[Any]:
    """Return an operation whose answers are of another type, where an argument chose that."""
    if not chosen:
        return operation
    return replace(operation, answers=dict.fromkeys(operation.answers, wanted))


@dataclass(frozen=True, slots=True)
class Request(Generic[T]):
    """What to send for an operation, and how to read what comes back."""

    operation: Operation[T]
    segments: Mapping[str, object]
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    content: Body | None = field(default=None, repr=False)  # passwords may stand in it

    def target(self, support: Support | None = None) -> str:
        """Return path and query; an unstable path where the server knows only that one."""
        path = fill(path_for(self.operation, support), self.segments)
        return (
            f"{path}?{urlencode(self.query, quote_via=quote)}" if self.query else path
        )

    def parse(self, response: Response, *, strict: bool = False) -> T:
        """Return what a response carries. Raises APIError, and DecodeError when `strict`."""
        return self.read(response, strict=strict)[0]

    def read(
        self, response: Response, *, strict: bool = False
    ) -> tuple[T, tuple[Misfit, ...]]:
        """Return what a response carries, and what of it is not as specified."""
        answers = self.operation.answers
        if response.status not in answers and not 200 <= response.status < 300:
            raise failure(
                self.operation, response.status, response.headers, response.body
            )
        wanted = answers.get(response.status, next(iter(answers.values()), None))
        misfits: list[Misfit] = []
        value: Any
        if wanted is None:
            value = None
        elif wanted is Media:
            value = response.media()
        elif wanted is Parts:
            kind = response.headers.get("content-type", "")
            value = Parts(read_parts(response.body, kind))
        elif wanted is Redirect:
            value = Redirect(response.headers.get("location", ""))
        else:
            value = decode(response.body, wanted, strict=strict, report=misfits.append)
        return value, tuple(misfits)

    def with_query(self, **more: object) -> Request[T]:
        """Return the request with more query parameters."""
        return replace(self, query=(*self.query, *query_pairs(more)))


def path_for(operation: Operation[Any], support: Support | None) -> str:
    """Return the template of the path that a server knows."""
    if support and operation.added_in and not support.has(operation.added_in):
        for each in operation.unstable:
            if each.feature in support.features:
                return each.path
    return operation.path


def fill(template: str, segments: Mapping[str, object]) -> str:
    """Put values into a path; what has a meaning in paths is escaped (RFC 3986, 3.3)."""
    for name, value in segments.items():
        template = template.replace(f"{{{name}}}", segment(value))
    return template


def segment(value: object) -> str:
    """Return a value as one path segment. `.` and `..` would not arrive as they stand."""
    written = text(value)
    return (
        quote(written, safe="") if written.strip(".") else written.replace(".", "%2E")
    )


def query_pairs(values: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """Yield names and values; a list gives one pair for each item, a mapping one each."""
    for name, value in values.items():
        if value is None or value is UNSET:
            continue
        if is_object(value):
            yield from query_pairs(value)
        elif is_many(value):
            yield from ((name, text(item)) for item in value)
        else:
            yield name, text(value)


def is_many(value: object) -> TypeGuard[Sequence[object]]:
    """Tell whether a value is several: a list or a tuple."""
    return isinstance(value, list | tuple)


def text(value: object) -> str:
    """Return a value as parameters write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def size_of(content: Body) -> int | None:
    """Return how many bytes a body has, where that can be known: files tell it."""
    if isinstance(content, bytes):
        return len(content)
    if isinstance(content, Sized):
        return content.size
    if isinstance(content, IOBase) and content.seekable():
        here = content.tell()
        end = content.seek(0, SEEK_END)
        content.seek(here)
        return end - here
    return None


def transaction_id() -> str:
    """Return a name for a request that no other request has."""
    return uuid4().hex
