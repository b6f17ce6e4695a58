"""Turns what handlers return or raise into answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, Iterable, Mapping
from typing import Any, TypeAlias, TypeGuard
from urllib.parse import quote

from msgspec import Struct

from .codec import encode
from .failures import APIError
from .parts import write_parts
from .serving import Answer, Download
from .wire import Media, Operation, Parts, Redirect

Headers: TypeAlias = "list[tuple[bytes, bytes]]"
JSON: tuple[bytes, bytes] = (b"content-type", b"application/json")
# What browsers need to hear ("Web Browser Clients").
CORS: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, POST, PUT, DELETE, OPTIONS"),
    (
        b"access-control-allow-headers",
        b"X-Requested-With, Content-Type, Authorization",
    ),
]
POLICY = (
    b"sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf;"
    b" style-src 'unsafe-inline'; object-src 'self';"
)
# What keeps media from acting as a page of the server ("Content repository").
MEDIA: Headers = [
    (b"content-security-policy", POLICY),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
# What browsers may show where it stands; all else is to be saved ("Serving inline content").
INLINE = frozenset(
    [
        "text/css",
        "text/plain",
        "text/csv",
        "application/json",
        "application/ld+json",
        "image/jpeg",
        "image/gif",
        "image/png",
        "image/apng",
        "image/webp",
        "image/avif",
        "video/mp4",
        "video/webm",
        "video/ogg",
        "video/quicktime",
        "audio/mp4",
        "audio/webm",
        "audio/aac",
        "audio/mpeg",
        "audio/ogg",
        "audio/wave",
        "audio/wav",
        "audio/x-wav",
        "audio/x-pn-wav",
        "audio/flac",
        "audio/x-flac",
    ]
)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# The statuses of codes where an operation documents none ("Standard error response").
STATUSES = {
    "M_UNKNOWN_TOKEN": 401,
    "M_MISSING_TOKEN": 401,
    "M_UNAUTHORIZED": 401,
    "M_FORBIDDEN": 403,
    "M_GUEST_ACCESS_FORBIDDEN": 403,
    "M_USER_DEACTIVATED": 403,
    "M_USER_LOCKED": 401,
    "M_USER_SUSPENDED": 403,
    "M_NOT_FOUND": 404,
    "M_UNRECOGNIZED": 404,
    "M_TOO_LARGE": 413,
    "M_LIMIT_EXCEEDED": 429,
}


class Outgoing(Struct):
    """An answer: status, headers, and the body, whole or chunk by chunk."""

    status: int
    headers: Headers
    body: bytes | AsyncIterable[bytes] = b""


def header(name: str, value: str) -> tuple[bytes, bytes]:
    """Return a header as it is sent. Raises ValueError for what would be more than one."""
    if CONTROL.search(value):
        raise ValueError(f"{value!r} cannot stand in a header")
    return name.lower().encode("ascii"), value.encode("latin-1", "replace")


def headers_of(given: Mapping[str, str] | None) -> Iterable[tuple[bytes, bytes]]:
    """Yield headers as they are sent; how long a body is, is known better."""
    pairs = (given or {}).items()
    return (header(*each) for each in pairs if each[0].lower() != "content-length")


def is_answer(result: object) -> TypeGuard[Answer[Any]]:
    """Tell whether a result comes with a status or headers."""
    return isinstance(result, Answer)


def answered(operation: Operation[Any], result: Any) -> Outgoing:
    """Return the answer that a handler's result makes. Raises TypeError, ValueError."""
    extra: Mapping[str, str] | None = None
    status = 0
    if is_answer(result):
        status, extra, result = result.status, result.headers, result.value
    if isinstance(result, Media | Download):
        outgoing = media(result)
    elif isinstance(result, Redirect):
        outgoing = redirect(operation, result)
    elif isinstance(result, Parts):
        kind, body = write_parts(result.parts)
        outgoing = Outgoing(200, [header("content-type", kind)], body)
    else:
        outgoing = Outgoing(
            usual(operation, result), [JSON], written(operation, result)
        )
    if status:
        outgoing.status = status
    if extra:
        outgoing.headers = replaced(outgoing.headers, list(headers_of(extra)))
    return outgoing


def replaced(headers: Headers, others: Headers) -> Headers:
    """Return headers, with others in the place of those of their names."""
    names = {name for name, _ in others}
    return [*(each for each in headers if each[0] not in names), *others]


def written(operation: Operation[Any], result: Any) -> bytes:
    """Return a result as JSON. Raises TypeError."""
    if result is not None:
        return encode(result)
    if None not in operation.answers.values() and operation.answers:
        raise TypeError(f"the handler of {operation.name} returned None")
    return b"{}"


def usual(operation: Operation[Any], result: Any) -> int:
    """Return the status of a result: of several, the one whose type it has."""
    answers = operation.answers
    if len(answers) > 1:
        for status, kind in answers.items():
            if isinstance(kind, type) and isinstance(result, kind):
                return status
    return next(iter(answers), 200)


def redirect(operation: Operation[Any], result: Redirect) -> Outgoing:
    """Return an answer that leads elsewhere; 307 where the operation tells of none."""
    known = (status for status, kind in operation.answers.items() if kind is Redirect)
    place = quote(result.location, safe="%/:=&?~#+!$,;'@()*[]")
    return Outgoing(next(known, 307), [JSON, header("location", place)], b"{}")


def media(result: Media | Download) -> Outgoing:
    """Return an answer of bytes."""
    kind = result.content_type
    headers = [header("content-type", kind), *MEDIA]
    headers.append(header("content-disposition", disposition(kind, result.filename)))
    if isinstance(result, Media):
        return Outgoing(200, headers, result.content)
    if result.size is not None:
        headers.append((b"content-length", b"%d" % result.size))
    return Outgoing(200, headers, result.chunks)


def disposition(content_type: str, filename: str | None) -> str:
    """Return how browsers are to treat media (RFC 6266)."""
    shown = content_type.partition(";")[0].strip().lower() in INLINE
    kind = "inline" if shown else "attachment"
    if filename is None:
        return kind
    if re.fullmatch(r"[\w.-]+", filename, re.ASCII):
        return f"{kind}; filename={filename}"
    return f"{kind}; filename*=utf-8''{quote(filename, safe='')}"


def failed(error: APIError, operation: Operation[Any] | None) -> Outgoing:
    """Return the answer that an error makes."""
    status = error.status
    if not status:
        known = operation.errors.get(error.errcode) if operation else None
        status = known[0] if known else STATUSES.get(error.errcode, 400)
    others = list(headers_of(error.headers))
    if status == 429 and error.retry_after is not None:
        wait = -int(-error.retry_after // 1)
        others = replaced([(b"retry-after", b"%d" % wait)], others)
    return Outgoing(status, replaced([JSON], others), encode(error.body))
