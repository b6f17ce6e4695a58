"""Generated servers in this process: handlers made of functions, and requests without a network."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from bindings import ROOT

Pairs = Sequence[tuple[str, str]]


@dataclass
class Reply:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Return the body, read."""
        return json.loads(self.body)

    @property
    def verdict(self) -> tuple[int, str]:
        """Return the status and the error code."""
        return self.status, self.json.get("errcode", "")


@dataclass
class Stubs:
    """A generated server package that can be imported."""

    name: str
    place: Path

    def module(self, path: str) -> ModuleType:
        """Return a module of the package."""
        return import_module(f"{self.name}.{path}")

    def routes(self, api: str = "client_server") -> dict[tuple[str, str], Any]:
        """Return the routes of an API by method and path."""
        return {(each.method, each.paths[0]): each for each in self.module(f"{api}.server").ROUTES}

    def name_of(self, method: str, path: str, api: str = "client_server") -> str:
        """Return what handlers call the operation of a method and a path."""
        name: str = self.routes(api)[method, path].name
        return name

    def app(self, answers: Mapping[tuple[str, str], Any], *, api: str = "client_server", **settings: Any) -> Any:
        """Return an application that answers some operations: by functions, or always the same."""
        server = self.module(f"{api}.server")
        methods = {self.name_of(*where, api): answering(given) for where, given in answers.items()}
        return server.ASGI(type("Own", (server.Unimplemented,), methods)(), **settings)


def answering(given: Any) -> Callable[..., Any]:
    """Return a handler's method."""
    if asyncio.iscoroutinefunction(given):
        return given  # type: ignore[no-any-return]

    async def answer(self: Any, ctx: Any, *values: Any, **named: Any) -> Any:
        return given(ctx, *values, **named) if callable(given) else given

    return answer


@dataclass
class Asker:
    """Asks an ASGI application. `root` is where it is mounted; `cut` is what a mount took from the decoded path."""

    app: Any
    headers: Pairs = ()
    root: str = ""
    cut: str = ""
    log: list[Any] = field(default_factory=list)

    def __call__(self, method: str, target: str, *chunks: bytes, headers: Pairs = ()) -> Reply:
        """Return the answer to a request whose body comes in chunks."""
        return asyncio.run(self.ask(method, target, chunks or (b"",), (*self.headers, *headers)))

    async def ask(self, method: str, target: str, chunks: Sequence[bytes], headers: Pairs) -> Reply:
        """Return the answer to a request."""
        raw, _, query = target.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": unquote(raw).removeprefix(self.cut),
            "raw_path": raw.encode(),
            "query_string": query.encode(),
            "root_path": self.root,
            "headers": [(name.encode(), value.encode()) for name, value in headers],
        }
        left = list(chunks)
        said: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

        async def send(message: Any) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        self.log = said
        head = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        return Reply(said[0]["status"], head, b"".join(each.get("body", b"") for each in said[1:]))


def generate_stubs(name: str, source: Path, place: Path, *more: str) -> Stubs:
    """Return the server package of a tree, importable."""
    command = [sys.executable, "-m", "specgen", "generate", "server", str(source), "-o", str(place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, "--package", name, "--no-cache", "-q", *more], check=True, env=environment)
    sys.path.insert(0, str(place))
    return Stubs(name, place)
