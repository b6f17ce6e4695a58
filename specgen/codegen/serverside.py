"""What a server needs beside the package of a client: handlers' protocols, routes, a mock, a conformance test."""

from collections.abc import Iterator, Mapping

from specgen.codegen.emit.mock import mock_data
from specgen.codegen.emit.module import Module, Names
from specgen.codegen.emit.servers import write_server
from specgen.codegen.ir import Package
from specgen.codegen.served import Served
from specgen.codegen.stamp import json_text

# The modules of the runtime that only servers need.
RUNTIME = frozenset({"admission", "asgi", "incoming", "inputs", "mock", "outputs", "router", "serving"})


def server_modules(package: Package, served: Served) -> Iterator[tuple[str, str]]:
    """Yield the server module of each API that has operations, its dotted name and its text."""
    names = Names(package)
    for api in apis_of(package):
        home = f"{api}.server"
        module = Module(names, home, f"The server side of the {package.called(api)}.")
        write_server(module, package, api, served)
        yield home, module.text()


def apis_of(package: Package) -> list[str]:
    """Return the APIs that have operations."""
    return sorted({call.api for call in package.calls})


def server_texts(package: Package, name: str) -> Mapping[str, str]:
    """Return the data files of servers."""
    return {f"{name}/mock.json": json_text(mock_data(package))}
