"""Clients: send requests, wait and ask again where that helps, and tell who listens."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, Self, TypeAlias, TypedDict, TypeVar, Unpack

from .codec import Misfit
from .failures import APIError, TransportError
from .transport import (
    AsyncHTTPXTransport,
    AsyncStream,
    AsyncTransport,
    HTTPRequest,
    HTTPXTransport,
    Stream,
    Transport,
)
from .wire import Redirect, Request, Response, Sized, Support

T = TypeVar("T")
# The query parameters by which a request asks a server to wait, in milliseconds.
WAITS = ("timeout", "timeout_ms")


@dataclass(frozen=True, slots=True)
class Retry:
    """When to ask again: after 429 and 5xx answers, and when no answer came.

    Only requests that may be sent twice are sent again, and any that a server refused to
    take (429) or that cannot have reached it. Waits are in seconds and double; up to a quarter is added by chance, so that
    clients that failed together do not come back together. The server's own wish for a wait
    is kept; one that is longer than `longest_wait` ends the attempts.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 60.0

    def wait(self, attempt: int, wished: float | None = None) -> float | None:
        """Return how long to wait after an attempt, counted from 1; None to give up."""
        if attempt >= self.attempts or (wished or 0.0) > self.longest_wait:
            return None
        if wished is not None:
            return wished
        doubled = min(self.first_wait * 2.0 ** (attempt - 1), self.longest_wait)
        return doubled * random.uniform(1.0, 1.25)


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


@dataclass(frozen=True, slots=True)
class Renewal:
    """A step of a conversation: get a new access token, unless another call just did."""

    outdated: str | None
    reason: Exception


Step: TypeAlias = HTTPRequest | Wait | Renewal
Talk: TypeAlias = Generator[Step, "Response | None", T]
OnMisfit: TypeAlias = Callable[[str, Misfit], None]
OnTokens: TypeAlias = Callable[[str, "str | None"], None]


@dataclass(slots=True, kw_only=True)
class Settings:
    """How a client talks. All of it may be changed while the client is in use.

    `act_as_user` and `act_as_device` are whom an application service speaks for.
    `on_tokens` hears of each new access and refresh token, to keep them. `on_misfit` hears
    of what answers have that is not as specified; with `strict`, it raises DecodeError.
    """

    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    act_as_user: str | None = None
    act_as_device: str | None = None
    token_in_query: bool = False
    signer: Signer | None = None
    timeout: float | None = 60.0
    retry: Retry | None = None
    hooks: Sequence[Hook] = ()
    headers: Mapping[str, str] | None = None
    strict: bool = False
    on_misfit: OnMisfit | None = None
    on_tokens: OnTokens | None = None
    support: Support | None = None


class Options(TypedDict, total=False):
    """The settings, as a client takes them."""

    access_token: str | None
    refresh_token: str | None
    act_as_user: str | None
    act_as_device: str | None
    token_in_query: bool
    signer: Signer | None
    timeout: float | None
    retry: Retry | None
    hooks: Sequence[Hook]
    headers: Mapping[str, str] | None
    strict: bool
    on_misfit: OnMisfit | None
    on_tokens: OnTokens | None
    support: Support | None


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
        if operation.auth == "bearer" and settings.access_token is not None:
            request = request.with_query(
                user_id=settings.act_as_user, device_id=settings.act_as_device
            )
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
        return HTTPRequest(
            operation.name,
            operation.method,
            self.base_url + target,
            headers,
            request.content,
            self.patient(request) if timeout is None else timeout,
            Redirect not in operation.answers.values(),
        )

    def patient(self, request: Request[Any]) -> float | None:
        """Return the seconds to wait for an answer: longer where the request asks for a wait."""
        asked = next((value for name, value in request.query if name in WAITS), "")
        limit = self.settings.timeout
        return limit + int(asked) / 1000 if limit and asked.isdecimal() else limit

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
                problem = error
            if self.insists(request, problem):
                # Servers may want to know who asks where the specification has none to ask.
                operation = replace(request.operation, auth="bearer")
                request = replace(request, operation=operation)
                continue
            if not renewed and self.outdated(request, problem):
                renewed = True
                yield Renewal(sent, problem)
                continue
            wait = self.patience(request, problem, attempt)
            if wait is None:
                raise problem
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
        if retry is None or spent(request):
            return None
        if isinstance(error, TransportError):
            safe = request.operation.repeatable or not error.sent
            return retry.wait(attempt) if safe else None
        fragile = error.status in (502, 503, 504) and request.operation.repeatable
        if error.status == 429 or fragile:
            return retry.wait(attempt, error.retry_after)
        return None

    def outdated(self, request: Request[Any], error: APIError | TransportError) -> bool:
        """Tell whether a request failed for an access token that can be renewed."""
        if not isinstance(error, APIError) or error.errcode != "M_UNKNOWN_TOKEN":
            return False
        able = request.operation.auth == "bearer" and not spent(request)
        return able and self.settings.refresh_token is not None

    def insists(self, request: Request[Any], error: APIError | TransportError) -> bool:
        """Tell whether a server asks for the access token where none is specified."""
        if not isinstance(error, APIError) or error.errcode != "M_MISSING_TOKEN":
            return False
        able = not request.operation.auth and not spent(request)
        return able and self.settings.access_token is not None

    def adopt(self, tokens: Any) -> None:
        """Use new tokens; a refresh token that is not replaced goes on."""
        settings = self.settings
        settings.access_token = tokens.access_token
        settings.refresh_token = tokens.refresh_token or settings.refresh_token
        if settings.on_tokens is not None:
            settings.on_tokens(tokens.access_token, settings.refresh_token)

    def tell(
        self, step: HTTPRequest, answer: Response | TransportError, since: float
    ) -> None:
        """Let hooks hear of an attempt."""
        for hook in self.settings.hooks:
            hook(step, answer, time.monotonic() - since)


def reply(talk: Talk[Any], answer: Response | TransportError) -> Step:
    """Let a conversation hear what came of an attempt, and return its next step."""
    if isinstance(answer, TransportError):
        return talk.throw(answer)
    return talk.send(answer)


def spent(request: Request[Any]) -> bool:
    """Tell whether a request cannot be sent again: its body was read while it went out."""
    content = request.content
    chunks = content.chunks if isinstance(content, Sized) else content
    return isinstance(chunks, Iterator | AsyncIterator)


def arrived(status: int) -> bool:
    """Tell whether a body that is still coming is the one that was asked for."""
    return 200 <= status < 300


class SyncConnection(Conversation):
    """A client that waits for answers. Use it in a `with` block, or close it."""

    def __init__(
        self,
        base_url: str,
        transport: Transport | None = None,
        **settings: Unpack[Options],
    ) -> None:
        """Connect to a server. Settings are those of `Settings`."""
        super().__init__(base_url, Settings(**settings))
        self.transport: Transport = HTTPXTransport() if transport is None else transport
        self.renewing = threading.Lock()

    def send(self, request: Request[T], *, timeout: float | None = None) -> T:
        """Send a request and return what comes back. Raises APIError, TransportError."""
        talk = self.talk(request, timeout)
        try:
            step = next(talk)
            while True:
                if isinstance(step, HTTPRequest):
                    step = reply(talk, self.ask(step))
                else:
                    self.pause(step)
                    step = next(talk)
        except StopIteration as end:
            result: T = end.value
            return result

    def ask(self, step: HTTPRequest) -> Response | TransportError:
        """Send one attempt and return what came of it."""
        started = time.monotonic()
        answer: Response | TransportError
        try:
            answer = self.transport.send(step)
        except TransportError as error:
            answer = error
        self.tell(step, answer, started)
        return answer

    def pause(self, step: Wait | Renewal) -> None:
        """Do what has to be done before the next attempt."""
        if isinstance(step, Wait):
            time.sleep(step.seconds)
            return
        with self.renewing:
            request = self.refreshing()
            if step.outdated != self.settings.access_token:
                return
            if request is None:
                raise step.reason
            self.adopt(self.send(request))

    @contextmanager
    def open(
        self, request: Request[Any], *, timeout: float | None = None
    ) -> Generator[Stream]:
        """Send a request and return the answer while its body is still coming."""
        talk = self.talk(request, timeout)
        step = next(talk)
        while True:
            if not isinstance(step, HTTPRequest):
                self.pause(step)
                step = next(talk)
                continue
            with ExitStack() as stack:
                started = time.monotonic()
                try:
                    asked = self.transport.stream(replace(step, follow=True))
                    stream = stack.enter_context(asked)
                    body = b"" if arrived(stream.status) else b"".join(stream.chunks)
                except TransportError as error:
                    self.tell(step, error, started)
                    step = talk.throw(error)
                    continue
                answer = Response(stream.status, stream.headers, body)
                self.tell(step, answer, started)
                if arrived(stream.status):
                    yield stream
                    return
            step = talk.send(answer)

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
        self,
        base_url: str,
        transport: AsyncTransport | None = None,
        **settings: Unpack[Options],
    ) -> None:
        """Connect to a server. Settings are those of `Settings`."""
        super().__init__(base_url, Settings(**settings))
        chosen = AsyncHTTPXTransport() if transport is None else transport
        self.transport: AsyncTransport = chosen
        self.renewing = asyncio.Lock()

    async def send(self, request: Request[T], *, timeout: float | None = None) -> T:
        """Send a request and return what comes back. Raises APIError, TransportError."""
        talk = self.talk(request, timeout)
        try:
            step = next(talk)
            while True:
                if isinstance(step, HTTPRequest):
                    step = reply(talk, await self.ask(step))
                else:
                    await self.pause(step)
                    step = next(talk)
        except StopIteration as end:
            result: T = end.value
            return result

    async def ask(self, step: HTTPRequest) -> Response | TransportError:
        """Send one attempt and return what came of it."""
        started = time.monotonic()
        answer: Response | TransportError
        try:
            answer = await self.transport.send(step)
        except TransportError as error:
            answer = error
        self.tell(step, answer, started)
        return answer

    async def pause(self, step: Wait | Renewal) -> None:
        """Do what has to be done before the next attempt."""
        if isinstance(step, Wait):
            await asyncio.sleep(step.seconds)
            return
        async with self.renewing:
            request = self.refreshing()
            if step.outdated != self.settings.access_token:
                return
            if request is None:
                raise step.reason
            self.adopt(await self.send(request))

    @asynccontextmanager
    async def open(
        self, request: Request[Any], *, timeout: float | None = None
    ) -> AsyncGenerator[AsyncStream]:
        """Send a request and return the answer while its body is still coming."""
        talk = self.talk(request, timeout)
        step = next(talk)
        while True:
            if not isinstance(step, HTTPRequest):
                await self.pause(step)
                step = next(talk)
                continue
            async with AsyncExitStack() as stack:
                started = time.monotonic()
                try:
                    asked = self.transport.stream(replace(step, follow=True))
                    stream = await stack.enter_async_context(asked)
                    body = b"" if arrived(stream.status) else await whole(stream)
                except TransportError as error:
                    self.tell(step, error, started)
                    step = talk.throw(error)
                    continue
                answer = Response(stream.status, stream.headers, body)
                self.tell(step, answer, started)
                if arrived(stream.status):
                    yield stream
                    return
            step = talk.send(answer)

    async def close(self) -> None:
        """Let go of connections."""
        await self.transport.close()

    async def __aenter__(self) -> Self:
        """Return the client."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the client."""
        await self.close()


async def whole(stream: AsyncStream) -> bytes:
    """Return a body when all of it has come."""
    return b"".join([chunk async for chunk in stream.chunks])
