"""Writes the project that a server begins with: a module of handlers for each area, and what puts them together."""

from collections.abc import Iterator, Sequence

from specgen.codegen.emit.module import Module, Names
from specgen.codegen.emit.servers import distinct, method
from specgen.codegen.ir import Call, Package
from specgen.codegen.names import pascal, title_of
from specgen.codegen.python import STEP, docstring, import_of, imports, indented, name_rank

PREFIX = "scaffold/"
# Beside the project: what it was made from.
ORIGIN = "origin.txt"


def scaffold(package: Package, name: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a project whose handlers have nothing to say yet. `name` is the generated package."""
    names = Names(package)
    areas: dict[str, dict[str, list[Call]]] = {}
    for call in package.calls:
        areas.setdefault(call.api, {}).setdefault(call.home.rpartition(".")[2], []).append(call)
    for api, modules in sorted(areas.items()):
        for area, calls in sorted(modules.items()):
            yield f"{PREFIX}{api}/{area}.py", area_text(names, name, area, calls)
    yield f"{PREFIX}{ORIGIN}", f"{package.title} {package.version}\n"
    yield f"{PREFIX}app.py", app_text(sorted(areas), name)


def area_text(names: Names, name: str, area: str, calls: list[Call]) -> str:
    """Return the module of an area's handlers."""
    module = Module(names, "handlers", "")
    module.use("_rt.serving", "unimplemented")
    lines = [f"class {class_of(area)}(Unimplemented):"]
    lines += indented(docstring(f"Answers what `{area}` is about."))
    for call in sorted(calls, key=lambda each: each.name):
        lines += ["", *indented(method(module, distinct(call), ["raise unimplemented()"]))]
    module.use(f"{calls[0].api}.server", "Unimplemented")
    head = docstring(f"Handlers of `{area}`: yours to fill. specgen does not touch this file again.")
    return "\n".join([*head, "", *absolute(module, name), "", "", *lines]) + "\n"


def class_of(area: str) -> str:
    """Return the class of an area's handlers: `login` → `LoginHandlers`."""
    return f"{pascal(area)}Handlers"


def absolute(module: Module, name: str) -> list[str]:
    """Return the imports of a module that stands outside of the package."""
    own: dict[str, set[str]] = {}
    library: dict[str, set[str]] = {}
    for wanted in (module.wanted, module.hinted):
        for key, values in wanted.items():
            if key.startswith("."):
                home = f"{name}.server" if key == "._rt.serving" else f"{name}{key}"
                own.setdefault(home, set()).update(values)
            else:
                library.setdefault(key, set()).update(values)
    lines = [line for key, values in sorted(own.items()) for line in import_of(key, sorted(values, key=name_rank), 0)]
    return [*imports(library), "", *lines]


def together(api: str, found: Sequence[tuple[str, str]]) -> str:
    """Return the module that makes one handler of all areas: of modules and their classes."""
    lines = docstring(f"All handlers of the {title_of(api)} API. Written by specgen, until you change it.")
    lines += ["", "from __future__ import annotations", ""]
    lines += [line for area, name in sorted(found) for line in import_of(f".{area}", [name], 0)]
    lines += ["", "", "class Handlers(", *(f"{STEP}{name}," for _, name in sorted(found)), "):"]
    return "\n".join([*lines, *indented(docstring("Answers every operation."))]) + "\n"


def app_text(apis: list[str], name: str) -> str:
    """Return the module of the application."""
    lines = docstring(
        "The server. Yours to fill; specgen does not touch this file again.\n\n"
        f"To run it, install uvicorn and the package `{name}` (`pip install -e` its folder), then,\n"
        "in this folder: `uvicorn app:app`. What no handler answers yet is 404 M_UNRECOGNIZED.\n"
        "To believe other servers, give their API `verify=XMatrix(your_name, find_key)`."
    )
    lines += ["", "from __future__ import annotations", ""]
    given = [f"from {name}.server import Combined, Ctx, Requester, unimplemented"]
    lines += [*sorted([*given, *(f"from {name}.{api} import server as {api}" for api in apis)], key=str.split), ""]
    lines += [f"from {api} import Handlers as {pascal(api)}Handlers" for api in apis]
    lines += ["", "", "async def authenticate(ctx: Ctx, token: str, /) -> Requester:"]
    lines += indented(docstring(f"Return who has a token; for nobody, raise MUnknownToken of `{name}.errors`."))
    lines += [f"{STEP}raise unimplemented()", "", "", "# Leave out what yours does not serve.", "app = Combined("]
    lines += [f"{STEP}{api}.ASGI({pascal(api)}Handlers(), authenticate=authenticate)," for api in apis]
    return "\n".join([*lines, ")"]) + "\n"
