"""Writes the clients of an API, sync and async: one method for each operation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specgen.codegen.emit.module import Module
from specgen.codegen.emit.signature import (
    Function,
    answered,
    arguments_of,
    forwarded,
    overloads,
    required_first,
    signature,
)
from specgen.codegen.ir import MEDIA, Argument, Call, Named, Package, Paging
from specgen.codegen.prose import ended, lines_of, sentence
from specgen.codegen.python import STEP, WIDTH, Group, docstring, indented, laid, literal


@dataclass(frozen=True, slots=True)
class Manner:
    """How a client waits: the words that differ between sync and async."""

    name: str
    connection: str
    define: str
    wait: str
    iterate: str
    many: str
    stream: str
    hint: str


SYNC = Manner("Client", "SyncConnection", "def", "", "for", "Iterator", "Stream", "AbstractContextManager")
ASYNC = Manner(
    "AsyncClient", "AsyncConnection", "async def", "await ", "async for", "AsyncIterator", "AsyncStream",
    "AbstractAsyncContextManager",
)  # fmt: skip


def write_client(module: Module, package: Package, api: str, manner: Manner) -> None:
    """Add the client class of an API."""
    calls = [each for each in package.calls if each.api == api]
    connection = module.runtime("client", manner.connection)
    lines = [f"class {manner.name}({connection}):"]
    lines += indented(docstring(introduction(package, api, manner)))
    for part in methods(module, calls, manner):
        lines += ["", *indented(part)]
    module.add(lines)


def introduction(package: Package, api: str, manner: Manner) -> str:
    """Return the docstring of a client."""
    waits = "Calls are awaited." if manner is ASYNC else "Calls wait for the answer."
    version = package.version if package.version.startswith("v") else f"({package.version})"
    return f"Speaks the {package.called(api)} of {package.title} {version}. {waits}"


def methods(module: Module, calls: Iterable[Call], manner: Manner) -> Iterator[list[str]]:
    """Yield the methods of a client: those for operations, then those that make several requests."""
    known = list(calls)
    for call in sorted(known, key=lambda each: each.name):
        yield method(module, call, manner)
        if MEDIA in {each.type for each in call.answers}:
            yield streamed(module, call, manner)
        if call.paging is not None:
            yield paged(module, call, call.paging, manner)
    yield from conveniences(module, known, manner)


def method(module: Module, call: Call, manner: Manner) -> list[str]:
    """Return the method of an operation."""
    result = module.type(answered(call), hint=True)
    head = Function(f"{manner.define} {call.name}(", call, result, own="self", hint=True)
    several = [line for each in overloads(module, head) for line in (*each, "")]
    lines = [*several, *marked(module, call), *signature(module, head)]
    lines += indented(docstring("\n".join(told(call))))
    request = requested(module, call, f"return {manner.wait}self.send(")
    if several and call.twin is None:  # what fits together was told apart already
        module.library("typing", "Any", hint=True)
        request = ["given: Any = content", *(line.replace("content,", "given,") for line in request)]
    return [*lines, *indented(request)]


def marked(module: Module, call: Call) -> list[str]:
    """Return the mark of what is deprecated."""
    if not call.text.deprecated:
        return []
    return [f"@{module.runtime('marks', 'deprecated')}({literal(f'{call.operation_id} is deprecated')})"]


def requested(module: Module, call: Call, head: str, depth: int = 2) -> list[str]:
    """Return the statement that sends an operation's request."""
    home = call.home.rpartition(".")[2]
    module.wanted.setdefault("..", set()).add(f"{call.api} as api")
    return laid(Group(head, (Group(f"api.{home}.{call.name}(", tuple(forwarded(call)), ")"),), ")"), depth)


def told(call: Call) -> Iterator[str]:
    """Yield the documentation of a method: what it does, what it takes, where more is said."""
    width = WIDTH - 8
    yield from lines_of(ended(sentence(call.summary or call.text.prose or call.operation_id)), width - 3)
    described = [each for each in required_first(arguments_of(call)) if each.text.prose]
    if described:
        yield ""
        yield "Args:"
        for each in described:
            short = f"{each.name}: {ended(sentence(each.text.prose))}"
            first, *rest = lines_of(short, width - 8)
            yield STEP + first
            yield from (STEP + STEP + line for line in rest)
    if call.anchor:
        yield ""
        yield call.anchor


def streamed(module: Module, call: Call, manner: Manner) -> list[str]:
    """Return the method that gives an answer's bytes as they come."""
    held = module.library("contextlib", manner.hint, hint=True)
    stream = module.use("_rt.transport", manner.stream, hint=True)
    lines = signature(module, Function(f"def {call.name}_stream(", call, f"{held}[{stream}]", own="self", hint=True))
    with_ = "`async with`" if manner is ASYNC else "`with`"
    lines += indented(docstring(f"Like {call.name}, chunk by chunk: use it in {with_}."))
    return [*marked(module, call), *lines, *indented(requested(module, call, "return self.open("))]


def paged(module: Module, call: Call, paging: Paging, manner: Manner) -> list[str]:
    """Return the method that goes through the pages of an operation."""
    many = module.library("collections.abc", manner.many, hint=True)
    result = f"{many}[{module.type(call.result, hint=True)}]"
    lines = signature(module, Function(f"{manner.define} {call.name}_pages(", call, result, own="self", hint=True))
    lines += indented(docstring(f"Yield what {call.name} answers, page after page: `{paging.member}` leads on."))
    body = [
        "while True:",
        *indented(requested(module, call, f"page = {manner.wait}self.send(", 3)),
        f"{STEP}yield page",
        f"{STEP}if not page.{paging.member}:",
        f"{STEP}{STEP}return",
        f"{STEP}{paging.argument} = page.{paging.member}",
    ]
    return [*marked(module, call), *lines, *indented(body)]


def conveniences(module: Module, calls: list[Call], manner: Manner) -> Iterator[list[str]]:
    """Yield the methods for what takes several requests, where the API has them."""
    refresh = next((call for call in calls if call.path.endswith("/refresh")), None)
    if refresh is not None and any(each.name == "refresh_token" for each in refresh.arguments):
        yield refreshing(module, refresh)
    versions = next((call for call in calls if call.path.endswith("/client/versions")), None)
    if versions is not None:
        yield negotiate(module, versions, manner)
    auth = next((each for call in calls for each in call.arguments if each.name == "auth"), None)
    if auth is not None and isinstance(auth.type, Named):
        yield staged(module, auth, manner)


def refreshing(module: Module, call: Call) -> list[str]:
    """Return the method that makes the request for new tokens."""
    request = module.use("_rt.wire", "Request", hint=True)
    module.library("typing", "Any", hint=True)
    home = call.home.rpartition(".")[2]
    return [
        f"def refreshing(self) -> {request}[Any] | None:",
        f'{STEP}"""Return the request for new tokens, where a refresh token is known."""',
        f"{STEP}token = self.settings.refresh_token",
        f"{STEP}if token is None:",
        f"{STEP}{STEP}return None",
        f"{STEP}return api.{home}.{call.name}(refresh_token=token)",
    ]


def negotiate(module: Module, call: Call, manner: Manner) -> list[str]:
    """Return the method that asks which versions a server speaks."""
    support = module.runtime("wire", "Support")
    text = "Ask what the server speaks; operations that it has only as unstable ones then go there."
    return [
        f"{manner.define} negotiate(self) -> {support}:",
        *indented(docstring(text)),
        f"{STEP}known = {manner.wait}self.send(api.{call.home.rpartition('.')[2]}.{call.name}())",
        f"{STEP}told = {support}.told(known.versions, known.unstable_features)",
        f"{STEP}self.settings.support = told",
        f"{STEP}return told",
    ]


def staged(module: Module, auth: Argument, manner: Manner) -> list[str]:
    """Return the method that goes through user-interactive authentication."""
    data = module.type(auth.type)
    complete = module.runtime("uia", "complete_async" if manner is ASYNC else "complete")
    stages = module.use("_rt.uia", "AsyncStages" if manner is ASYNC else "Stages", hint=True)
    module.library("collections.abc", "Callable", hint=True)
    answer = "T"
    if manner is ASYNC:
        module.library("collections.abc", "Awaitable", hint=True)
        answer = "Awaitable[T]"
    module.use("_rt.client", "T", hint=True)
    head = Group(
        f"{manner.define} with_stages(",
        ("self", f"call: Callable[[{data} | None], {answer}]", f"stages: {stages}"),
        ") -> T:",
    )
    text = (
        "Call with `auth` until the server is content: first with None, then stage by stage.\n\n"
        "`stages` maps stages to the members that complete them, or to what makes those\n"
        "from the server's question. `m.login.dummy` needs none."
    )
    return [
        *laid(head, 1),
        *indented(docstring(text)),
        f"{STEP}return {manner.wait}{complete}(call, stages, {data}.from_json)",
    ]
