"""What carries requests. httpx is imported when a client is made without a transport."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass
from typing import Any, Protocol

from .failures import TransportError
from .wire import Body, Response


@dataclass(frozen=True, slots=True)
class HTTPRequest:
    """A request as it goes out. `timeout` is in seconds; None waits for ever.

    `follow` tells to go where a redirect leads.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    content: Body | None
    timeout: float | None
    follow: bool = True


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer whose body is still coming."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class AsyncStream:
    """An answer whose body is still coming."""

    status: int
    headers: Mapping[str, str]
    chunks: AsyncIterator[bytes]


class Transport(Protocol):
    """Sends requests and waits. Raises TransportError where no answer comes."""

    def send(self, request: HTTPRequest) -> Response:
        """Return the answer."""
        ...

    def stream(self, request: HTTPRequest) -> AbstractContextManager[Stream]:
        """Return the answer, its body chunk by chunk."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


class AsyncTransport(Protocol):
    """Sends requests. Raises TransportError where no answer comes."""

    async def send(self, request: HTTPRequest) -> Response:
        """Return the answer."""
        ...

    def stream(self, request: HTTPRequest) -> AbstractAsyncContextManager[AsyncStream]:
        """Return the answer, its body chunk by chunk."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


def lowered(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers with names in lower case."""
    return {name.lower(): value for name, value in headers.items()}


class HTTPXTransport:
    """Sends with httpx. `options` are those of `httpx.Client`: proxies, certificates, limits."""

    def __init__(self, **options: Any) -> None:
        """Open a pool of connections."""
        import httpx  # only who talks to a network needs it

        self.error = httpx.HTTPError
        self.client = httpx.Client(**options)

    def send(self, request: HTTPRequest) -> Response:
        """Return the answer."""
        try:
            answer = self.client.request(**_arguments(request))
        except self.error as error:
            raise TransportError(_reason(error)) from error
        return Response(answer.status_code, lowered(answer.headers), answer.content)

    @contextmanager
    def stream(self, request: HTTPRequest) -> Generator[Stream]:
        """Return the answer, its body chunk by chunk."""
        try:
            with self.client.stream(**_arguments(request)) as answer:
                chunks = answer.iter_bytes()
                yield Stream(answer.status_code, lowered(answer.headers), chunks)
        except self.error as error:
            raise TransportError(_reason(error)) from error

    def close(self) -> None:
        """Let go of connections."""
        self.client.close()


class AsyncHTTPXTransport:
    """Sends with httpx. `options` are those of `httpx.AsyncClient`."""

    def __init__(self, **options: Any) -> None:
        """Open a pool of connections."""
        import httpx  # only who talks to a network needs it

        self.error = httpx.HTTPError
        self.client = httpx.AsyncClient(**options)

    async def send(self, request: HTTPRequest) -> Response:
        """Return the answer."""
        try:
            answer = await self.client.request(**_arguments(request))
        except self.error as error:
            raise TransportError(_reason(error)) from error
        return Response(answer.status_code, lowered(answer.headers), answer.content)

    @asynccontextmanager
    async def stream(self, request: HTTPRequest) -> AsyncGenerator[AsyncStream]:
        """Return the answer, its body chunk by chunk."""
        try:
            async with self.client.stream(**_arguments(request)) as answer:
                chunks = answer.aiter_bytes()
                yield AsyncStream(answer.status_code, lowered(answer.headers), chunks)
        except self.error as error:
            raise TransportError(_reason(error)) from error

    async def close(self) -> None:
        """Let go of connections."""
        await self.client.aclose()


def _arguments(request: HTTPRequest) -> dict[str, Any]:
    """Return a request as httpx takes it."""
    return {
        "method": request.method,
        "url": request.url,
        "headers": dict(request.headers),
        "content": request.content,
        "timeout": request.timeout,
        "follow_redirects": request.follow,
    }


def _reason(error: Exception) -> str:
    """Return an error's kind and words."""
    return f"{type(error).__name__}: {error}".rstrip(": ")
