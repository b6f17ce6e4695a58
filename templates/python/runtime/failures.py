"""What can go wrong with a request: exceptions, one class for each error code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from .codec import JsonObject, is_object

if TYPE_CHECKING:
    from .wire import Operation


class MatrixError(Exception):
    """Anything that a request can fail with."""


class TransportError(MatrixError):
    """No answer came: the server cannot be reached, or the connection broke."""


class APIError(MatrixError):
    """The server answered with an error.

    `status` is the HTTP status, `errcode` and `error` are what the body says, `body` is
    all of it. `documented` tells whether the specification lists the code for the operation.
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
    ) -> None:
        """Keep what the server said."""
        self.status = status
        self.body = body
        self.operation = operation
        self.documented = documented
        self.headers: Mapping[str, str] = headers or {}
        told = ": ".join(filter(None, (self.errcode, self.error)))
        super().__init__(f"{operation or 'request'}: {status} {told}".rstrip())

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
        given = self.headers.get("retry-after", "")
        if given.isdigit():
            return float(given)
        told = self.body.get("retry_after_ms")
        return told / 1000 if isinstance(told, int | float) else None

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
        said: Any = msgspec.json.decode(body)
    except msgspec.DecodeError:
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
    )
