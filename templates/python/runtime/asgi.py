"""Servers: an ASGI 3 application that hands requests to a handler, one method for each operation."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Awaitable,
    Callable,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from typing import Any, Protocol, TypeAlias, TypedDict, Unpack
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from .admission import Authenticate, Verify, bearer, refuse_all, signed
from .failures import APIError
from .incoming import Disconnected, Incoming, Receive, refusal, too_large, turn
from .inputs import Param, defaults, named, needed, read, reader, widened
from .outputs import CORS, Headers, Outgoing, answered, failed
from .router import Found, Router
from .serving import Ctx, Scope, Send, Upload, unimplemented
from .wire import Operation

__all__ = ["Application", "Combined", "Options", "Route", "Server"]

Lifespan: TypeAlias = "Callable[[], AbstractAsyncContextManager[Any]]"


class OnError(Protocol):
    """Hears of what handlers raise that is no answer."""

    def __call__(self, ctx: Ctx, error: Exception, /) -> None:
        """Hear of one error."""
        ...


def logged(what: str, error: Exception) -> None:
    """Write an error to the log, with its traceback."""
    from logging import getLogger  # much to import, and errors are rare

    getLogger(f"{__name__.partition('.')[0]}.server").error(what, exc_info=error)


def log(ctx: Ctx, error: Exception, /) -> None:
    """Write what a handler raised to the log."""
    logged(f"{ctx.method} {ctx.path} failed", error)


class Settings(Struct, frozen=True, kw_only=True):
    """How a server treats requests.

    `max_body` is for JSON, `max_upload` for other bytes. `also` has words that parameters
    may be beside those of the specification: `{"set_presence": ["org.example.busy"]}`.
    """

    authenticate: Authenticate = refuse_all
    verify: Verify | None = None
    max_body: int = 8 * 2**20
    max_upload: int = 100 * 2**20
    cors: bool = True
    on_error: OnError = log
    lifespan: Lifespan | None = None
    also: Mapping[str, Sequence[str]] = {}


class Options(TypedDict, total=False):
    """The settings, as servers take them."""

    authenticate: Authenticate
    verify: Verify | None
    max_body: int
    max_upload: int
    cors: bool
    on_error: OnError
    lifespan: Lifespan | None
    also: Mapping[str, Sequence[str]]


class Route(Struct, frozen=True, kw_only=True):
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


def more_words(route: Route, also: Mapping[str, Sequence[str]]) -> Route:
    """Return a route whose parameters may be more words."""
    if not also:
        return route
    return replace(
        route,
        segments=widened(route.segments, also),
        query=widened(route.query, also),
        headers=widened(route.headers, also),
    )


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


class Known(Struct, frozen=True):
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
        for each in routes:
            route = more_words(each, self.settings.also)
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
        self, found: Found[Endpoint] | None, path: str, scope: Scope, incoming: Incoming
    ) -> Outgoing:
        """Return the answer to a request. Raises Disconnected."""
        endpoint = found.route if found else None
        if endpoint is None or found is None:
            outgoing = unknown(scope, found)
        else:
            ctx = Ctx(scope, path, endpoint.known)
            try:
                outgoing = await self.attempt(endpoint, found.values, ctx, incoming)
            except Disconnected:
                raise
            except Exception as error:  # noqa: BLE001 (a handler's bug is an answer too)
                self.settings.on_error(ctx, error)
                broken = refusal(500, "M_UNKNOWN", "Internal server error")
                outgoing = failed(broken, None)
        if self.plain_headers:
            outgoing.headers = [*outgoing.headers, *self.plain_headers]
        return outgoing

    async def attempt(
        self,
        endpoint: Endpoint,
        values: tuple[str, ...],
        ctx: Ctx,
        incoming: Incoming,
    ) -> Outgoing:
        """Return the answer that a handler makes. Raises Disconnected, and its mistakes."""
        try:
            result = await self.ask(endpoint, values, ctx, incoming)
        except APIError as error:
            return failed(error, ctx.operation)
        return answered(ctx.operation, result)

    async def ask(
        self, endpoint: Endpoint, values: tuple[str, ...], ctx: Ctx, incoming: Incoming
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
            data = await incoming.read(self.size(ctx, self.settings.max_body))
            await signed(
                ctx, data, self.settings.verify, optional=operation.optional_auth
            )
        given: list[Any] = [ctx, *values]
        if known.strict:
            given[1:] = map(read, route.segments, values)
        if known.read_body is not None:
            if data is None:
                data = await incoming.read(self.size(ctx, self.settings.max_body))
            endpoint, body = fitting(endpoints, data)
            route, known = endpoint.route, endpoint.known()
            ctx.load = endpoint.known
            given.append(body)
        elif route.body:
            given.append(self.upload(ctx, incoming))
        more = known.missing
        if more is None or ctx.scope["query_string"] or route.headers:
            more = named(route.query, route.headers, ctx)
        work = endpoint.call(*given, **more)
        # What reads may stop half-way; what writes goes on though nobody waits for it.
        return await (incoming.unless_gone(work) if route.method == "GET" else work)

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

    def upload(self, ctx: Ctx, incoming: Incoming) -> Upload:
        """Return the body of a request, yet to come. Raises APIError."""
        limit = self.size(ctx, self.settings.max_upload)
        size = ctx.headers.get("content-length", "")
        return Upload(
            incoming,
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
        """Take the applications. Browsers may ask for what none of them knows, if for any."""
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
        with suppress(Disconnected):
            await respond(applications, scope, Incoming(receive), send)
    else:
        raise ValueError(f"this application does not speak {scope['type']}")


async def respond(
    applications: Sequence[Application], scope: Scope, incoming: Incoming, send: Send
) -> None:
    """Answer one request. Raises Disconnected."""
    path = path_of(scope)
    application, found = general(applications), None
    try:
        application, found = choose(applications, scope, path)
        if found is None:
            path = below(scope, path)
            application, found = choose(applications, scope, path)
    except UnicodeDecodeError:
        error = refusal(400, "M_INVALID_PARAM", "The path is not UTF-8 text")
        outgoing = failed(error, None)
        outgoing.headers = [*outgoing.headers, *application.plain_headers]
    else:
        outgoing = await application.answer(found, path, scope, incoming)
    linger = 0
    announced = 0 if incoming.ended else incoming.announced(scope)
    if announced:
        known = application.settings
        linger = 2 * max(known.max_body, known.max_upload)
        if announced > linger:
            outgoing.headers = [*outgoing.headers, (b"connection", b"close")]
    await deliver(outgoing, scope, send, (incoming, linger))


def general(applications: Sequence[Application]) -> Application:
    """Return the application for what none knows: browsers are to hear that, too."""
    return next((each for each in applications if each.settings.cors), applications[0])


def choose(
    applications: Sequence[Application], scope: Scope, path: str
) -> tuple[Application, Found[Endpoint] | None]:
    """Return the application that knows a path, and what it knows. Raises UnicodeDecodeError."""
    best: tuple[Application, Found[Endpoint] | None] = (general(applications), None)
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
    if path[:1] != "/":  # a request that names the server too (RFC 9112, 3.2.2)
        path = "/" + path.partition("://")[2].partition("/")[2]
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
    place = front.strip("/")
    if not shown or not place or front[:1] != "/" or front[-1:] != "/":
        return path
    return "/" + path.split("/", front.count("/"))[-1]


async def deliver(
    outgoing: Outgoing, scope: Scope, send: Send, rest: tuple[Incoming, int]
) -> None:
    """Send an answer; only its head for a HEAD request. Raises Disconnected.

    `rest` is the body of the request, and how much of what is left of it may still come
    once the answer is out.
    """
    body, headers = outgoing.body, outgoing.headers
    if outgoing.status in (204, 304):
        body = b""
    elif isinstance(body, bytes):
        headers = [*headers, (b"content-length", b"%d" % len(body))]
    await send(
        {"type": "http.response.start", "status": outgoing.status, "headers": headers}
    )
    incoming, linger = rest
    last = b""
    if scope["method"] != "HEAD":
        if isinstance(body, bytes):
            last = body
        else:
            await incoming.unless_gone(stream(body, send))
    if linger:
        await send({"type": "http.response.body", "body": last, "more_body": True})
        await incoming.drain(linger)
        last = b""
    await send({"type": "http.response.body", "body": last, "more_body": False})


async def stream(body: AsyncIterable[bytes], send: Send) -> None:
    """Send a body chunk by chunk."""
    try:
        async for chunk in body:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await turn()  # servers take what nobody hears without a pause
    finally:
        if isinstance(body, AsyncGenerator):
            await body.aclose()


async def live(settings: Sequence[Settings], receive: Receive, send: Send) -> None:
    """Enter what lives as long as the server, and leave it at the end."""
    async with AsyncExitStack() as stack:
        await receive()
        try:
            for each in settings:
                if each.lifespan is not None:
                    await stack.enter_async_context(each.lifespan())
        except Exception as error:  # noqa: BLE001 (the server hears of it)
            logged("the server could not start", error)
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
