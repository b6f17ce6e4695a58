"""What can go wrong with a request: exceptions, one class for each error code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .codec import DecodeError, JsonObject, MatrixError, is_object, plain

if TYPE_CHECKING:
    from .wire import Operation

__all__ = [
    "APIError",
    "MatrixError",
    "TransportError",
    "UndocumentedError",
    "failure",
    "seconds",
]
# As much of an answer that is no JSON as a message shows.
SHOWN = 120


class TransportError(MatrixError):
    """No answer came: the server cannot be reached, or the connection broke.

    `sent` tells whether the request may have reached the server.
    """

    def __init__(self, message: str = "", *, sent: bool = True) -> None:
        """Keep what is known."""
        super().__init__(message)
        self.sent = sent


class APIError(MatrixError):
    """The server answered with an error.

    `status` is the HTTP status, `errcode` and `error` are what the body says, `body` is
    all of it; where it is no JSON object, `content` has it as it came. `documented` tells
    whether the specification lists the code for the operation.
    """

    code: ClassVar[str] = ""

    def __init__(
        self,
        status: int,
        body: JsonObject,
        *,
        operation: str = "",
        documented: bool = False,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
    ) -> None:
        """Keep what the server said."""
        self.status = status
        self.body = body
        self.operation = operation
        self.documented = documented
        self.headers: Mapping[str, str] = headers or {}
        self.content = content
        told = ": ".join(filter(None, (self.errcode, self.error)))
        shown = told or content[:SHOWN].decode(errors="replace")
        super().__init__(f"{operation or 'request'}: {status} {shown}".rstrip())

    @classmethod
    def because(
        cls,
        error: str,
        *,
        status: int = 0,
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> Self:
        """Return the error as a server raises it, by default with its documented status."""
        body = {"errcode": cls.code, "error": error, **members}
        return cls(status, body, headers=headers)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the error go to other processes, with all that it knows."""
        return type(self), (self.status, self.body), self.__dict__

    @property
    def errcode(self) -> str:
        """Return the error code, such as `M_FORBIDDEN`; empty where the body has none."""
        return self.text("errcode") or ""

    @property
    def error(self) -> str:
        """Return the server's words for people."""
        return self.text("error") or ""

    @property
    def retry_after(self) -> float | None:
        """Return the seconds to wait before asking again, where the server says so."""
        waited = seconds(self.headers.get("retry-after", ""))
        told = self.body.get("retry_after_ms")
        if waited is None and isinstance(told, int | float):
            waited = told / 1000
        return None if waited is None else max(waited, 0.0)

    @property
    def retry_after_ms(self) -> int | None:
        """Return the milliseconds to wait before asking again, where the server says so."""
        wait = self.retry_after
        return None if wait is None else round(wait * 1000)

    def text(self, name: str) -> str | None:
        """Return a member of the body that is text."""
        value = self.body.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Return a member of the body that is a whole number."""
        value = self.body.get(name)
        return value if isinstance(value, int) else None

    def flag(self, name: str) -> bool | None:
        """Return a member of the body that is true or false."""
        value = self.body.get(name)
        return value if isinstance(value, bool) else None


class UndocumentedError(APIError):
    """An error code that this version of the specification does not know, or none at all."""


def failure(
    operation: Operation[Any], status: int, headers: Mapping[str, str], body: bytes
) -> APIError:
    """Return the exception for an answer that is an error."""
    try:
        said = plain(body)
    except DecodeError:
        said = None
    known: JsonObject = said if is_object(said) else {}
    from ..errors import class_of  # the generated classes stand on this module

    code = known.get("errcode")
    listed = operation.errors.get(code, ()) if isinstance(code, str) else ()
    kind = class_of(status, known)
    return kind(
        status,
        known,
        operation=operation.name,
        documented=status in listed,
        headers=headers,
        content=body,
    )


def seconds(retry_after: str) -> float | None:
    """Return what a Retry-After header asks for: seconds, or a date (RFC 9110, 10.2.3)."""
    given = retry_after.strip()
    if given.isascii() and given.isdigit():
        return float(given)
    if not given:
        return None
    from email.utils import parsedate_to_datetime  # much to import, and dates are rare

    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return None
    return (
        until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)
    ).total_seconds()
