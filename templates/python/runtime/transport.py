"""What carries requests. httpx is imported when a client is made without a transport."""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Generator,
    Iterable,
    Iterator,
    Mapping,
)
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass, field
from io import BufferedIOBase, RawIOBase
from typing import Any, Protocol

from .failures import TransportError
from .parts import BINARY
from .wire import Body, Response, Sized, filename

CHUNK = 65536


@dataclass(frozen=True, slots=True)
class HTTPRequest:
    """A request as it goes out.

    `operation` is the specification's name for it. `timeout` is how many seconds the network
    may stay silent; None waits for ever. `follow` tells to go where a redirect leads.
    """

    operation: str
    method: str
    url: str = field(repr=False)  # what is secret may stand in it, as in the headers
    headers: Mapping[str, str] = field(repr=False)
    content: Body | None = field(repr=False)
    timeout: float | None
    follow: bool = True


@dataclass(frozen=True, slots=True)
class Arriving:
    """An answer whose body is still coming; header names are in lower case."""

    status: int
    headers: Mapping[str, str]

    @property
    def content_type(self) -> str:
        """Return what the body is."""
        return self.headers.get("content-type", BINARY)

    @property
    def filename(self) -> str | None:
        """Return the file name that the answer gives."""
        return filename(self.headers)


@dataclass(frozen=True, slots=True)
class Stream(Arriving):
    """An answer whose body is still coming, chunk by chunk."""

    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class AsyncStream(Arriving):
    """An answer whose body is still coming, chunk by chunk."""

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

        self.error = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
        self.early = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
        self.client = httpx.Client(**options)

    def send(self, request: HTTPRequest) -> Response:
        """Return the answer."""
        try:
            answer = self.client.request(
                **_arguments(request, _chunks(request.content))
            )
        except self.error as error:
            raise self.failure(error) from error
        return Response(answer.status_code, lowered(answer.headers), answer.content)

    @contextmanager
    def stream(self, request: HTTPRequest) -> Generator[Stream]:
        """Return the answer, its body chunk by chunk."""
        try:
            with self.client.stream(
                **_arguments(request, _chunks(request.content))
            ) as answer:
                chunks = answer.iter_bytes()
                yield Stream(answer.status_code, lowered(answer.headers), chunks)
        except self.error as error:
            raise self.failure(error) from error

    def failure(self, error: Exception) -> TransportError:
        """Return what an error of httpx means."""
        return TransportError(_reason(error), sent=not isinstance(error, self.early))

    def close(self) -> None:
        """Let go of connections."""
        self.client.close()


class AsyncHTTPXTransport:
    """Sends with httpx. `options` are those of `httpx.AsyncClient`."""

    def __init__(self, **options: Any) -> None:
        """Open a pool of connections."""
        import httpx  # only who talks to a network needs it

        self.error = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
        self.early = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
        self.client = httpx.AsyncClient(**options)

    async def send(self, request: HTTPRequest) -> Response:
        """Return the answer."""
        try:
            answer = await self.client.request(
                **_arguments(request, _async_chunks(request.content))
            )
        except self.error as error:
            raise self.failure(error) from error
        return Response(answer.status_code, lowered(answer.headers), answer.content)

    @asynccontextmanager
    async def stream(self, request: HTTPRequest) -> AsyncGenerator[AsyncStream]:
        """Return the answer, its body chunk by chunk."""
        try:
            async with self.client.stream(
                **_arguments(request, _async_chunks(request.content))
            ) as answer:
                chunks = answer.aiter_bytes()
                yield AsyncStream(answer.status_code, lowered(answer.headers), chunks)
        except self.error as error:
            raise self.failure(error) from error

    def failure(self, error: Exception) -> TransportError:
        """Return what an error of httpx means."""
        return TransportError(_reason(error), sent=not isinstance(error, self.early))

    async def close(self) -> None:
        """Let go of connections."""
        await self.client.aclose()


def _arguments(request: HTTPRequest, content: object) -> dict[str, Any]:
    """Return a request as httpx takes it."""
    return {
        "method": request.method,
        "url": request.url,
        "headers": dict(request.headers),
        "content": content,
        "timeout": request.timeout,
        "follow_redirects": request.follow,
    }


def _chunks(content: Body | None) -> bytes | Iterable[bytes] | None:
    """Return content that can be sent while a thread waits."""
    given = content.chunks if isinstance(content, Sized) else content
    if isinstance(given, bytes | Iterable | None):
        return given
    raise TypeError(_unfit(given))


def _async_chunks(content: Body | None) -> bytes | AsyncIterable[bytes] | None:
    """Return content that can be sent while other tasks go on."""
    given = content.chunks if isinstance(content, Sized) else content
    if isinstance(given, bytes | AsyncIterable | None):
        return given
    if not hasattr(given, "__iter__"):
        raise TypeError(_unfit(given))
    return _flow(given)


def _unfit(given: object) -> str:
    """Return what is to be said of content that cannot be sent."""
    if hasattr(given, "__aiter__"):
        return "an asynchronous iterator needs an asynchronous client"
    return f"{type(given).__name__} cannot be sent: give bytes, a file or an iterator of bytes"


async def _flow(chunks: Iterable[bytes]) -> AsyncGenerator[bytes]:
    """Yield chunks; files are read beside the loop."""
    if not isinstance(chunks, BufferedIOBase | RawIOBase):
        for chunk in chunks:
            yield chunk
        return
    while chunk := await asyncio.to_thread(chunks.read, CHUNK):
        yield chunk


def _reason(error: Exception) -> str:
    """Return an error's kind and words."""
    return f"{type(error).__name__}: {error}".rstrip(": ")
