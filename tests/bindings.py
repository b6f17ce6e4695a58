"""Packages that `specgen generate client` made, and ways to call them whatever their operations are named."""

import asyncio
import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass
class Bindings:
    """A generated package that can be imported."""

    name: str
    place: Path

    def module(self, path: str) -> ModuleType:
        """Return a module of the package."""
        return import_module(f"{self.name}.{path}")

    def operations(self, api: str) -> dict[str, Any]:
        """Return an API's operations by their names."""
        kind = self.module("_rt.wire").Operation
        modules = [self.module(f"{api}.{each.name}") for each in pkgutil.iter_modules(self.module(api).__path__)]
        found = [(name, value) for module in modules for name, value in vars(module).items()]
        return {name.lower(): value for name, value in found if isinstance(value, kind)}

    @cached_property
    def client_calls(self) -> dict[tuple[str, str], str]:
        """Return the names of the client-server API's operations by method and path."""
        return {(each.method, each.path): name for name, each in self.operations("client_server").items()}

    @cached_property
    def server_calls(self) -> dict[tuple[str, str], str]:
        """Return the names of the server-server API's operations by method and path."""
        return {(each.method, each.path): name for name, each in self.operations("server_server").items()}

    def client(self, *, asynchronous: bool, api: str = "client_server") -> Any:
        """Return the class of an API's client."""
        module = self.module(f"{api}.async_client" if asynchronous else f"{api}.client")
        return module.AsyncClient if asynchronous else module.Client


def generate(name: str, source: Path, place: Path) -> Bindings:
    """Return the package of a tree, importable."""
    options = ["-o", str(place), "--package", name, "--no-cache", "-q"]
    command = [sys.executable, "-m", "specgen", "generate", "client", str(source), *options]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    sys.path.insert(0, str(place))
    return Bindings(name, place)


def tree_of(name: str, repository: Path, place: Path) -> Path:
    """Return the tree of a release."""
    quiet = ["-q", "-c", "advice.detachedHead=false"]
    subprocess.run(["git", "clone", *quiet, "--branch", name, str(repository), str(place)], check=True)
    return place


@dataclass
class Talk:
    """Calls clients of either kind in the same words."""

    bindings: Bindings
    asynchronous: bool
    open: list[Any] = field(default_factory=list)
    loop: asyncio.Runner = field(default_factory=asyncio.Runner)

    def client(self, url: str, transport: Any = None, *, api: str = "client_server", **settings: Any) -> Any:
        """Return a client; it is closed at the end of the test."""
        kind = self.bindings.client(asynchronous=self.asynchronous, api=api)

        async def make() -> Any:
            return kind(url, transport, **settings)

        client = self.do(make())
        self.open.append(client)
        return client

    def do(self, result: Any) -> Any:
        """Return what a call returned, or what it comes to when it is awaited."""
        return self.loop.run(result) if asyncio.iscoroutine(result) else result

    def name(self, method: str, path: str, api: str = "client_server") -> str:
        """Return what an operation is called in this package."""
        calls = self.bindings.client_calls if api == "client_server" else self.bindings.server_calls
        return calls[method, path]

    def call(self, client: Any, method: str, path: str, *given: Any, api: str = "client_server", **named: Any) -> Any:
        """Call the operation of a method and a path."""
        return self.do(getattr(client, self.name(method, path, api))(*given, **named))

    def pages(self, client: Any, path: str, count: int, *given: Any, **named: Any) -> list[Any]:
        """Return the first pages that a GET operation yields."""
        found = getattr(client, self.name("GET", path) + "_pages")(*given, **named)
        if not self.asynchronous:
            return list(islice(found, count))

        async def gather() -> list[Any]:
            pages: list[Any] = []
            async for page in found:
                pages.append(page)
                if len(pages) == count:
                    await found.aclose()
                    break
            return pages

        return list(self.do(gather()))

    def stream(self, client: Any, path: str, *given: Any, **named: Any) -> tuple[Any, list[bytes]]:
        """Return the answer of a GET operation and the chunks of its body."""
        opened = getattr(client, self.name("GET", path) + "_stream")(*given, **named)
        if not self.asynchronous:
            with opened as stream:
                return stream, list(stream.chunks)

        async def read() -> tuple[Any, list[bytes]]:
            async with opened as stream:
                return stream, [chunk async for chunk in stream.chunks]

        answer: tuple[Any, list[bytes]] = self.do(read())
        return answer

    def complete(self, client: Any, method: str, path: str, stages: dict[str, Any], **named: Any) -> Any:
        """Call an operation with what completes the stages of user-interactive authentication."""
        call: Callable[..., Any] = getattr(client, self.name(method, path))
        return self.do(client.with_stages(lambda auth: call(auth=auth, **named), stages))

    def close(self) -> None:
        """Close what was opened."""
        for client in self.open:
            self.do(client.close())
        self.loop.close()


def talking(bindings: Bindings, *, asynchronous: bool) -> Iterator[Talk]:
    """Yield a talk that is closed afterwards."""
    talk = Talk(bindings, asynchronous)
    yield talk
    talk.close()
