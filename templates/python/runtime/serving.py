"""What handlers of a server see of requests, and what they may return."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Mapping,
    MutableMapping,
)
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import parse_qsl

from msgspec import Struct

from .failures import APIError
from .incoming import Incoming, Message, refusal
from .parts import BINARY
from .wire import Operation

T_co = TypeVar("T_co", covariant=True)

Scope: TypeAlias = MutableMapping[str, Any]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


def unimplemented() -> APIError:
    """Return the error of an operation that a server does not have."""
    return refusal(404, "M_UNRECOGNIZED", "Unrecognized request")


@dataclass(frozen=True, kw_only=True)
class Requester:
    """Who sent a request: a user with a device, an application service, or a server.

    `may_act_as` tells of which users an application service may speak for.
    """

    user_id: str = ""
    device_id: str | None = None
    appservice: str | None = None
    server: str = ""
    may_act_as: Callable[[str], bool] | None = None


class Ctx:
    """One request, and who sent it."""

    def __init__(self, scope: Scope, path: str, load: Callable[[], Any]) -> None:
        """Take the scope of ASGI, and the path as it came."""
        self.scope = scope
        self.path = path
        self.requester: Requester | None = None
        self.load = load

    @property
    def operation(self) -> Operation[Any]:
        """Return the operation that was asked for."""
        operation: Operation[Any] = self.load().operation
        return operation

    @property
    def method(self) -> str:
        """Return the method, such as `GET`."""
        return str(self.scope["method"])

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """Return the headers, names in lower case; of several with one name the last."""
        pairs: list[tuple[bytes, bytes]] = self.scope["headers"]
        return {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in pairs}

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        """Return names and values of the query. Raises APIError for what is no text."""
        text = self.scope["query_string"].decode("latin-1")
        if not text:
            return []
        try:
            return parse_qsl(text, keep_blank_values=True, errors="strict")
        except ValueError as error:
            raise refusal(
                400, "M_INVALID_PARAM", "The query is not UTF-8 text"
            ) from error

    @property
    def client(self) -> tuple[str, int] | None:
        """Return the address that the request came from, where it is known."""
        given: Any = self.scope.get("client")
        return (str(given[0]), int(given[1])) if given else None

    @property
    def token(self) -> str | None:
        """Return the access token: of the header, else of the query (deprecated)."""
        for name, value in self.scope["headers"]:
            if name == b"authorization":
                scheme, _, token = value.decode("latin-1").partition(" ")
                if scheme.lower() == "bearer" and token.strip():
                    return str(token.strip())
        if b"access_token" in self.scope["query_string"]:
            return next((v for k, v in self.query if k == "access_token" and v), None)
        return None

    @property
    def user_id(self) -> str:
        """Return the user that the request speaks for. Raises RuntimeError for no user."""
        if self.requester is None or not self.requester.user_id:
            raise RuntimeError(f"{self.operation.name} was not asked for by a user")
        return self.requester.user_id

    @property
    def device_id(self) -> str | None:
        """Return the device of the user, where there is one."""
        return None if self.requester is None else self.requester.device_id

    @property
    def origin(self) -> str:
        """Return the server that signed the request. Raises RuntimeError for none."""
        if self.requester is None or not self.requester.server:
            raise RuntimeError(f"{self.operation.name} was not asked for by a server")
        return self.requester.server


@dataclass(frozen=True, slots=True)
class Answer(Generic[T_co]):
    """A result with another status than the usual one, or with headers."""

    value: T_co
    status: int = 0
    headers: Mapping[str, str] | None = None


class Download(Struct, frozen=True):
    """Bytes that are sent as they come, and what they are."""

    chunks: AsyncIterable[bytes]
    content_type: str = BINARY
    filename: str | None = None
    size: int | None = None


class Upload:
    """Bytes that a request brings, as they come: use `async for`, or read them all.

    What is larger than allowed ends with an APIError, which becomes the answer.
    """

    def __init__(
        self,
        incoming: Incoming,
        limit: int,
        *,
        content_type: str | None,
        size: int | None,
    ) -> None:
        """Take where the bytes come from."""
        self.incoming = incoming
        self.limit = limit
        self.content_type = content_type
        self.size = size
        self._chunks: AsyncGenerator[bytes] | None = None

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the chunks that are left."""
        if self._chunks is None:
            self._chunks = self.incoming.chunks(self.limit)
        return self._chunks

    async def read(self) -> bytes:
        """Return all that is left."""
        return b"".join([chunk async for chunk in self])
