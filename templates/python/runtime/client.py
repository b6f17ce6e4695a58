"""Clients: send requests, wait and ask again where that helps, and tell who listens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import (
    AsyncGenerator,
    Callable,
    Generator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeAlias, TypeVar

from .codec import Misfit
from .failures import APIError, TransportError, failure
from .transport import (
    AsyncHTTPXTransport,
    AsyncStream,
    AsyncTransport,
    HTTPRequest,
    HTTPXTransport,
    Stream,
    Transport,
)
from .wire import Redirect, Request, Response, Support

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Retry:
    """When to ask again: after 429 and 5xx answers, and when no answer came.

    Only requests that may be sent twice are sent again, and any that a server refused to
    take (429). Waits are in seconds; the server's own wish for a wait wins.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 60.0

    def wait(self, attempt: int, wished: float | None) -> float:
        """Return how long to wait after an attempt, counted from 1."""
        if wished is not None:
            return min(wished, self.longest_wait)
        return min(self.first_wait * 2.0 ** (attempt - 1), self.longest_wait)


class Hook(Protocol):
    """Listens: for logs and metrics. `seconds` is how long the answer took."""

    def __call__(
        self, request: HTTPRequest, answer: Response | TransportError, seconds: float, /
    ) -> None:
        """Hear of one attempt."""
        ...


class Signer(Protocol):
    """Makes the Authorization header of a signed request (X-Matrix)."""

    def __call__(self, method: str, target: str, content: bytes | None, /) -> str:
        """Return the header's value."""
        ...


@dataclass(frozen=True, slots=True)
class Wait:
    """A step of a conversation: wait so many seconds."""

    seconds: float


Step: TypeAlias = HTTPRequest | Wait
Talk: TypeAlias = Generator[Step, "Response | None", T]


@dataclass(slots=True, kw_only=True)
class Settings:
    """How a client talks. All of it may be changed while the client is in use."""

    access_token: str | None = None
    refresh_token: str | None = None
    user_id: str | None = None
    device_id: str | None = None
    token_in_query: bool = False
    signer: Signer | None = None
    timeout: float | None = 60.0
    retry: Retry | None = None
    hooks: Sequence[Hook] = ()
    headers: Mapping[str, str] | None = None
    strict: bool = False
    on_misfit: Callable[[str, Misfit], None] | None = None
    support: Support | None = None


class Conversation:
    """What sync and async clients share: how a request becomes attempts and an answer."""

    def __init__(self, base_url: str, settings: Settings) -> None:
        """Take the server's address, without the paths of any API."""
        if not base_url.startswith(("http://", "https://")):
            raise ValueError(
                f"`{base_url}` is not a URL: it should begin with https://"
            )
        self.base_url = base_url.rstrip("/")
        self.settings = settings

    def refreshing(self) -> Request[Any] | None:
        """Return the request for new tokens, where the API has one and a token is known."""
        return None

    def prepare(
        self, request: Request[Any], timeout: float | None = None
    ) -> HTTPRequest:
        """Return a request as it goes out. Raises ValueError where credentials are missing."""
        operation, settings = request.operation, self.settings
        headers = {**(settings.headers or {}), **request.headers}
        acting = {"user_id": settings.user_id, "device_id": settings.device_id}
        if operation.auth == "bearer" and settings.access_token is not None:
            request = request.with_query(**acting)
            if settings.token_in_query:
                request = request.with_query(access_token=settings.access_token)
            else:
                headers["Authorization"] = f"Bearer {settings.access_token}"
        elif operation.auth == "bearer" and not operation.optional_auth:
            raise ValueError(f"{operation.name} needs an access token")
        target = request.target(settings.support)
        if operation.auth == "signature" and settings.signer is not None:
            content = request.content if isinstance(request.content, bytes) else None
            headers["Authorization"] = settings.signer(
                operation.method, target, content
            )
        elif operation.auth == "signature" and not operation.optional_auth:
            raise ValueError(f"{operation.name} needs a signer")
        limit = self.patient(request) if timeout is None else timeout
        url = self.base_url + target
        follow = Redirect not in operation.answers.values()
        return HTTPRequest(
            operation.method, url, headers, request.content, limit, follow
        )

    def patient(self, request: Request[Any]) -> float | None:
        """Return the seconds to wait for an answer: longer where the request asks for a wait."""
        asked = next((value for name, value in request.query if name == "timeout"), "")
        limit = self.settings.timeout
        return limit + int(asked) / 1000 if limit and asked.isdigit() else limit

    def talk(self, request: Request[T], timeout: float | None = None) -> Talk[T]:
        """Go through the attempts of a request: yield what to do, be sent the answers."""
        attempt = 0
        renewed = False
        while True:
            attempt += 1
            sent = self.settings.access_token
            try:
                answer = yield self.prepare(request, timeout)
                assert answer is not None
                return self.read(request, answer)
            except (APIError, TransportError) as error:
                if not renewed and self.outdated(error):
                    renewed = True
                    if sent == self.settings.access_token:
                        yield from self.renew(error)
                    continue
                wait = self.patience(request, error, attempt)
                if wait is None:
                    raise
            yield Wait(wait)

    def read(self, request: Request[T], answer: Response) -> T:
        """Return what an answer carries, and tell of what was not as specified."""
        value, misfits = request.read(answer, strict=self.settings.strict)
        if self.settings.on_misfit is not None:
            for misfit in misfits:
                self.settings.on_misfit(request.operation.name, misfit)
        return value

    def patience(
        self, request: Request[Any], error: APIError | TransportError, attempt: int
    ) -> float | None:
        """Return how long to wait before the next attempt; None where there is none."""
        retry = self.settings.retry
        streamed = not isinstance(request.content, bytes | None)
        if retry is None or attempt >= retry.attempts or streamed:
            return None
        if isinstance(error, TransportError):
            return retry.wait(attempt, None) if request.operation.repeatable else None
        if error.status == 429:
            return retry.wait(attempt, error.retry_after)
        fragile = error.status in (502, 503, 504) and request.operation.repeatable
        return retry.wait(attempt, error.retry_after) if fragile else None

    def outdated(self, error: APIError | TransportError) -> bool:
        """Tell whether an error means that the access token has to be renewed."""
        if not isinstance(error, APIError) or error.errcode != "M_UNKNOWN_TOKEN":
            return False
        return self.settings.refresh_token is not None

    def renew(self, error: Exception) -> Talk[None]:
        """Get a new access token for the refresh token."""
        request = self.refreshing()
        if request is None:
            raise error
        answer = yield self.prepare(request)
        assert answer is not None
        said = request.parse(answer)
        self.settings.access_token = said.access_token
        self.settings.refresh_token = said.refresh_token or self.settings.refresh_token

    def tell(
        self, step: HTTPRequest, answer: Response | TransportError, since: float
    ) -> None:
        """Let hooks hear of an attempt."""
        for hook in self.settings.hooks:
            hook(step, answer, time.monotonic() - since)


class SyncConnection(Conversation):
    """A client that waits for answers. Use it in a `with` block, or close it."""

    def __init__(
        self, base_url: str, transport: Transport | None = None, **settings: Any
    ) -> None:
        """Connect to a server. Settings are those of `Settings`."""
        super().__init__(base_url, Settings(**settings))
        self.transport: Transport = HTTPXTransport() if transport is None else transport

    def send(self, request: Request[T], *, timeout: float | None = None) -> T:
        """Send a request and return what comes back. Raises APIError, TransportError."""
        talk = self.talk(request, timeout)
        try:
            step = next(talk)
            while True:
                if isinstance(step, Wait):
                    time.sleep(step.seconds)
                    step = next(talk)
                    continue
                started = time.monotonic()
                try:
                    answer = self.transport.send(step)
                except TransportError as error:
                    self.tell(step, error, started)
                    step = talk.throw(error)
                else:
                    self.tell(step, answer, started)
                    step = talk.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result

    @contextmanager
    def open(
        self, request: Request[Any], *, timeout: float | None = None
    ) -> Generator[Stream]:
        """Send a request and return the answer while its body is still coming."""
        with self.transport.stream(self.prepare(request, timeout)) as stream:
            if not 200 <= stream.status < 300:
                body = b"".join(stream.chunks)
                raise failure(request.operation, stream.status, stream.headers, body)
            yield stream

    def close(self) -> None:
        """Let go of connections."""
        self.transport.close()

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the client."""
        self.close()


class AsyncConnection(Conversation):
    """A client whose calls are awaited. Use it in an `async with` block, or close it."""

    def __init__(
        self, base_url: str, transport: AsyncTransport | None = None, **settings: Any
    ) -> None:
        """Connect to a server. Settings are those of `Settings`."""
        super().__init__(base_url, Settings(**settings))
        chosen = AsyncHTTPXTransport() if transport is None else transport
        self.transport: AsyncTransport = chosen

    async def send(self, request: Request[T], *, timeout: float | None = None) -> T:
        """Send a request and return what comes back. Raises APIError, TransportError."""
        talk = self.talk(request, timeout)
        try:
            step = next(talk)
            while True:
                if isinstance(step, Wait):
                    await asyncio.sleep(step.seconds)
                    step = next(talk)
                    continue
                started = time.monotonic()
                try:
                    answer = await self.transport.send(step)
                except TransportError as error:
                    self.tell(step, error, started)
                    step = talk.throw(error)
                else:
                    self.tell(step, answer, started)
                    step = talk.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result

    @asynccontextmanager
    async def open(
        self, request: Request[Any], *, timeout: float | None = None
    ) -> AsyncGenerator[AsyncStream]:
        """Send a request and return the answer while its body is still coming."""
        async with self.transport.stream(self.prepare(request, timeout)) as stream:
            if not 200 <= stream.status < 300:
                body = b"".join([chunk async for chunk in stream.chunks])
                raise failure(request.operation, stream.status, stream.headers, body)
            yield stream

    async def close(self) -> None:
        """Let go of connections."""
        await self.transport.close()

    async def __aenter__(self) -> Self:
        """Return the client."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the client."""
        await self.close()
