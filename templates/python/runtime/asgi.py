"""Servers: an ASGI 3 application that hands requests to a handler, one method for each operation."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterable, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypedDict, Unpack
from urllib.parse import quote, unquote

from .admission import Authenticate, Verify, bearer, refuse_all, signed
from .failures import APIError
from .inputs import Param, defaults, named, needed, read, reader
from .outputs import CORS, Headers, Outgoing, answered, failed
from .router import Found, Router
from .serving import (
    Ctx,
    Disconnected,
    Receive,
    Scope,
    Send,
    Upload,
    body_of,
    refusal,
    too_large,
    unimplemented,
)
from .wire import Operation

__all__ = ["Application", "Combined", "Options", "Route", "Server"]

LOG = logging.getLogger(f"{__name__.partition('.')[0]}.server")
Lifespan: TypeAlias = "Callable[[], AbstractAsyncContextManager[Any]]"


class OnError(Protocol):
    """Hears of what handlers raise that is no answer."""

    def __call__(self, ctx: Ctx, error: Exception, /) -> None:
        """Hear of one error."""
        ...


def log(ctx: Ctx, error: Exception, /) -> None:
    """Write an error to the log, with its traceback."""
    LOG.error("%s %s failed", ctx.method, ctx.path, exc_info=error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server treats requests. `max_body` is for JSON, `max_upload` for other bytes."""

    authenticate: Authenticate = refuse_all
    verify: Verify | None = None
    max_body: int = 8 * 2**20
    max_upload: int = 100 * 2**20
    cors: bool = True
    on_error: OnError = log
    lifespan: Lifespan | None = None


class Options(TypedDict, total=False):
    """The settings, as servers take them."""

    authenticate: Authenticate
    verify: Verify | None
    max_body: int
    max_upload: int
    cors: bool
    on_error: OnError
    lifespan: Lifespan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What a server knows of an operation before it is asked for.

    `load` imports the operation, and the type of its body. `body` is `json`, `bytes`, or
    empty. `blank` names the segments of the path that may be empty, or left out at its end.
    """

    name: str
    method: str
    paths: tuple[str, ...]
    load: Callable[[], tuple[Operation[Any], Any]]
    segments: tuple[Param, ...] = ()
    query: tuple[Param, ...] = ()
    headers: tuple[Param, ...] = ()
    body: str = ""
    required: bool = False
    blank: tuple[str, ...] = ()


class Endpoint:
    """A route and the method that answers it. The operation is imported at the first request.

    `others` have the same path and method: query and body tell which is meant.
    """

    __slots__ = ("_known", "call", "others", "route")

    def __init__(self, route: Route, call: Callable[..., Awaitable[Any]]) -> None:
        """Take a handler's method."""
        self.route = route
        self.call = call
        self.others: list[Endpoint] = []
        self._known: Known | None = None

    def known(self) -> Known:
        """Return the operation and what reads its body."""
        if self._known is None:
            operation, wanted = self.route.load()
            read_body = (
                reader(wanted, required=self.route.required)
                if self.route.body == "json"
                else None
            )
            strict = any(
                each.values or each.kind != "str" for each in self.route.segments
            )
            given = self.route.query
            missing = None if any(map(needed, given)) else defaults(given)
            self._known = Known(operation, read_body, strict, missing)
        return self._known

    def meant(self, ctx: Ctx) -> Sequence[Endpoint]:
        """Return what a request may be for: what knows most of what the query has goes first."""
        if not self.others:
            return (self,)
        given = {name for name, _ in ctx.query}
        every = (self, *self.others)
        able = [
            each
            for each in every
            if given.issuperset(one.wire for one in each.route.query if needed(one))
        ]
        return sorted(able or every, key=lambda each: -each.knows(given))

    def knows(self, given: set[str]) -> int:
        """Return how many parameters of a query the route has."""
        return len(given.intersection(each.wire for each in self.route.query))


def fitting(endpoints: Sequence[Endpoint], data: bytes) -> tuple[Endpoint, Any]:
    """Return the endpoint that a body is meant for, and the body. Raises APIError."""
    problem: APIError | None = None
    for each in endpoints:
        read_body = each.known().read_body
        try:
            return each, read_body(data) if read_body else None
        except APIError as error:
            problem = problem or error
    assert problem is not None
    raise problem


@dataclass(frozen=True, slots=True)
class Known:
    """An operation, what reads its body, and whether segments of its path are more than text.

    `missing` are the arguments that no query makes; None where there has to be one.
    """

    operation: Operation[Any]
    read_body: Callable[[bytes], Any] | None
    strict: bool
    missing: dict[str, Any] | None


class Server(Protocol):
    """Something that can be asked with ASGI, and tells what it knows of a path."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        ...


class Application:
    """An ASGI 3 application of one API."""

    def __init__(
        self,
        handler: object,
        base: type[Any],
        routes: Sequence[Route],
        **settings: Unpack[Options],
    ) -> None:
        """Take a handler. What it leaves to `base` is unknown to the server."""
        self.settings = Settings(**settings)
        self.router: Router[Endpoint] = Router()
        self.plain_headers: Headers = CORS if self.settings.cors else []
        short: list[tuple[Route, str, Endpoint]] = []
        for route in routes:
            own = getattr(type(handler), route.name, None)
            if own is getattr(base, route.name):
                continue
            endpoint = Endpoint(route, getattr(handler, route.name))
            for path in route.paths:
                there = self.router.add(route.method, path, endpoint, blank=route.blank)
                if there is not endpoint and endpoint not in there.others:
                    there.others.append(endpoint)
                front, _, last = path.rpartition("/")
                if last[1:-1] in route.blank:
                    short.append((route, front, endpoint))
        for route, path, endpoint in short:
            self.router.add(route.method, path, endpoint, more=("",))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or take part in the start and the end of a server."""
        await serve((self,), scope, receive, send)

    def find(self, scope: Scope, path: str) -> Found[Endpoint] | None:
        """Return what stands at a path. Raises UnicodeDecodeError."""
        method = scope["method"]
        return self.router.find("GET" if method == "HEAD" else method, path)

    async def answer(
        self, found: Found[Endpoint] | None, path: str, scope: Scope, receive: Receive
    ) -> Outgoing | None:
        """Return the answer to a request; None where nobody is left to hear it."""
        endpoint = found.route if found else None
        ctx = Ctx(scope, path, endpoint.known if endpoint else unimplemented)
        operation: Operation[Any] | None = None
        try:
            if endpoint is None:
                outgoing = unknown(scope, found)
            else:
                operation = ctx.operation
                result = await self.ask(
                    endpoint, found.values if found else (), ctx, receive
                )
                outgoing = answered(ctx.operation, result)
        except APIError as error:
            outgoing = failed(error, operation and ctx.operation)
        except Disconnected:
            return None
        except Exception as error:  # noqa: BLE001 (a handler's bug is an answer too)
            self.settings.on_error(ctx, error)
            outgoing = failed(refusal(500, "M_UNKNOWN", "Internal server error"), None)
        if self.plain_headers:
            outgoing.headers = [*outgoing.headers, *self.plain_headers]
        return outgoing

    async def ask(
        self, endpoint: Endpoint, values: tuple[str, ...], ctx: Ctx, receive: Receive
    ) -> Any:
        """Return what the handler returns. Raises APIError, Disconnected."""
        endpoints = endpoint.meant(ctx)
        endpoint = endpoints[0]
        ctx.load = endpoint.known
        route, known = endpoint.route, endpoint.known()
        operation = known.operation
        data: bytes | None = None
        if operation.auth == "bearer":
            await bearer(
                ctx, self.settings.authenticate, optional=operation.optional_auth
            )
        elif operation.auth == "signature":
            data = await body_of(receive, self.size(ctx, self.settings.max_body))
            await signed(
                ctx, data, self.settings.verify, optional=operation.optional_auth
            )
        given: list[Any] = [ctx, *values]
        if known.strict:
            given[1:] = map(read, route.segments, values)
        if known.read_body is not None:
            if data is None:
                data = await body_of(receive, self.size(ctx, self.settings.max_body))
            endpoint, body = fitting(endpoints, data)
            route, known = endpoint.route, endpoint.known()
            ctx.load = endpoint.known
            given.append(body)
        elif route.body:
            given.append(self.upload(ctx, receive))
        more = known.missing
        if more is None or ctx.scope["query_string"] or route.headers:
            more = named(route.query, route.headers, ctx)
        return await endpoint.call(*given, **more)

    def size(self, ctx: Ctx, limit: int) -> int:
        """Return the limit of a body. Raises APIError where it will be larger."""
        for name, value in ctx.scope["headers"]:
            if (
                name == b"content-length"
                and value.isdigit()
                and int(value[:19]) > limit
            ):
                raise too_large(limit)
        return limit

    def upload(self, ctx: Ctx, receive: Receive) -> Upload:
        """Return the body of a request, yet to come. Raises APIError."""
        limit = self.size(ctx, self.settings.max_upload)
        size = ctx.headers.get("content-length", "")
        return Upload(
            receive,
            limit,
            content_type=ctx.headers.get("content-type"),
            size=int(size) if size.isascii() and size.isdigit() else None,
        )


def unknown(scope: Scope, found: Found[Endpoint] | None) -> Outgoing:
    """Return the answer where there is no operation. Every path may be asked with OPTIONS."""
    methods = ", ".join(sorted(found.methods)) if found else ""
    if scope["method"] == "OPTIONS":
        return Outgoing(204, [(b"allow", methods.encode())] if methods else [])
    if not methods:
        return failed(unimplemented(), None)
    error = refusal(405, "M_UNRECOGNIZED", "Unrecognized method", allow=methods)
    return failed(error, None)


class Combined:
    """Several APIs as one application: a request goes to the one that knows its path."""

    def __init__(self, *applications: Application) -> None:
        """Take the applications; the first answers what none knows."""
        if not applications:
            raise ValueError("there is no application to combine")
        self.applications = applications

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or take part in the start and the end of a server."""
        await serve(self.applications, scope, receive, send)


async def serve(
    applications: Sequence[Application], scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer a request by the application that knows its path."""
    if scope["type"] == "lifespan":
        await live([each.settings for each in applications], receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
    elif scope["type"] == "http":
        path = path_of(scope)
        try:
            application, found = choose(applications, scope, path)
            if found is None:
                path = below(scope, path)
                application, found = choose(applications, scope, path)
        except UnicodeDecodeError:
            error = refusal(400, "M_INVALID_PARAM", "The path is not UTF-8 text")
            outgoing = failed(error, None)
            outgoing.headers = [*outgoing.headers, *applications[0].plain_headers]
        else:
            answer = await application.answer(found, path, scope, receive)
            if answer is None:
                return
            outgoing = answer
        await deliver(outgoing, scope, send)
    else:
        raise ValueError(f"this application does not speak {scope['type']}")


def choose(
    applications: Sequence[Application], scope: Scope, path: str
) -> tuple[Application, Found[Endpoint] | None]:
    """Return the application that knows a path, and what it knows. Raises UnicodeDecodeError."""
    best: tuple[Application, Found[Endpoint] | None] = (applications[0], None)
    for application in applications:
        found = application.find(scope, path)
        if found is not None and found.route is not None:
            return application, found
        if found is not None and best[1] is None:
            best = (application, found)
    return best


def path_of(scope: Scope) -> str:
    """Return the path as it came, below the place where the application is mounted."""
    raw: bytes | None = scope.get("raw_path")
    if not raw:
        path = quote(scope["path"], safe="/!$&'()*+,;=:@~-._")
    else:
        path = raw.decode("latin-1").partition("?")[0]
    root: str = scope.get("root_path") or ""
    if not root:
        return path
    for prefix in (root, quote(root)):
        if path.startswith(prefix) and path[len(prefix) :][:1] in ("/", ""):
            return path[len(prefix) :] or "/"
    return path


def below(scope: Scope, path: str) -> str:
    """Return the path below a place that only the decoded path tells of, as in Litestar."""
    shown = scope["path"].strip("/")
    front = unquote(path).rstrip("/").removesuffix(shown)
    if not shown or not front.startswith("/") or not front.endswith("/"):
        return path
    return "/" + path.split("/", front.count("/"))[-1]


async def deliver(outgoing: Outgoing, scope: Scope, send: Send) -> None:
    """Send an answer; only its head for a HEAD request."""
    body, headers = outgoing.body, outgoing.headers
    if isinstance(body, bytes) and outgoing.status != 204:
        headers = [*headers, (b"content-length", b"%d" % len(body))]
    await send(
        {"type": "http.response.start", "status": outgoing.status, "headers": headers}
    )
    if scope["method"] == "HEAD" or isinstance(body, bytes):
        sent = body if isinstance(body, bytes) and scope["method"] != "HEAD" else b""
        await send({"type": "http.response.body", "body": sent, "more_body": False})
        return
    await stream(body, send)


async def stream(body: AsyncIterable[bytes], send: Send) -> None:
    """Send a body chunk by chunk."""
    async for chunk in body:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def live(settings: Sequence[Settings], receive: Receive, send: Send) -> None:
    """Enter what lives as long as the server, and leave it at the end."""
    async with AsyncExitStack() as stack:
        await receive()
        try:
            for each in settings:
                if each.lifespan is not None:
                    await stack.enter_async_context(each.lifespan())
        except Exception as error:
            LOG.error("the server could not start", exc_info=error)
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
