"""Writes a whole package: every module, and the files around them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specgen.codegen.emit.clients import ASYNC, SYNC, write_client
from specgen.codegen.emit.errors import write_errors
from specgen.codegen.emit.events import write_contents, write_registry
from specgen.codegen.emit.module import Module, Names, relative
from specgen.codegen.emit.operations import write_operation
from specgen.codegen.emit.records import write_records
from specgen.codegen.ir import Call, Declaration, EventKind, Named, Package
from specgen.codegen.names import pascal
from specgen.codegen.prose import ended, lines_of, wrapped
from specgen.codegen.python import STEP, WIDTH, Group, docstring, joined, laid, literal
from specgen.codegen.reach import event_types, reached
from specgen.codegen.shown import PDU

# What users of clients need of the runtime, by its module.
OFFERED: Mapping[str, tuple[str, ...]] = {
    "client": ("Hook", "Retry", "Settings", "Signer"),
    "codec": ("UNSET", "JsonObject", "Misfit", "decode", "encode"),
    "discovery": ("Discovery", "Outcome", "discover", "discover_async", "resolve_server", "resolve_server_async"),
    "events": ("UnknownContent", "raw_content"),
    "signing": ("Ed25519Key", "RequestSigner"),
    "transport": ("AsyncHTTPXTransport", "AsyncTransport", "HTTPRequest", "HTTPXTransport", "Transport"),
    "uia": ("fallback_url", "password_stage"),
    "wire": ("Media", "Operation", "Parts", "Redirect", "Request", "Response", "Sized", "Support"),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in one module."""

    declarations: tuple[Declaration, ...] = ()
    calls: tuple[Call, ...] = ()
    events: tuple[EventKind, ...] = ()


def modules(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the modules of a package, each its dotted name below it and its text."""
    names = Names(package)
    homes = by_home(package)
    for home, contents in sorted(homes.items()):
        if home != "errors":
            yield home, module_text(names, package, home, contents)
    if package.room_formats:
        yield formats_module(names, package)
    if package.calls or "errors" in homes:
        yield "errors", errors_text(names, package, homes.get("errors", Contents()))
    yield "types", types_text(package)
    yield "__init__", root_text(package)
    if package.events:
        yield from event_files(names, package)
    for room in sorted({home.partition(".")[0] for home in homes if "." in home} - {"events"}):
        yield from room_files(names, package, room, homes)


def room_files(names: Names, package: Package, room: str, homes: Mapping[str, Contents]) -> Iterator[tuple[str, str]]:
    """Yield the modules of an API that tell of all its operations."""
    yield f"{room}.__init__", room_text(package, room, homes)
    if any(call.api == room for call in package.calls):
        for home, manner in ((f"{room}.client", SYNC), (f"{room}.async_client", ASYNC)):
            module = Module(names, home, f"The {manner.name} of the {package.called(room)}.")
            write_client(module, package, room, manner)
            yield home, module.text()


def by_home(package: Package) -> dict[str, Contents]:
    """Return what stands in each module."""
    found: dict[str, tuple[list[Declaration], list[Call], list[EventKind]]] = {}
    for declaration in package.declarations:
        found.setdefault(declaration.home, ([], [], []))[0].append(declaration)
    for call in package.calls:
        found.setdefault(call.home, ([], [], []))[1].append(call)
    homes = {each.key: each.home for each in package.declarations}
    for event in package.events:
        found.setdefault(homes[event.content.key], ([], [], []))[2].append(event)
    return {home: Contents(tuple(one), tuple(two), tuple(three)) for home, (one, two, three) in found.items()}


def module_text(names: Names, package: Package, home: str, contents: Contents) -> str:
    """Return a module of records and operations."""
    module = Module(names, home, prose_of(home, contents))
    write_records(module, contents.declarations, contents.events)
    for call in contents.calls:
        write_operation(module, call)
    return module.text()


def formats_module(names: Names, package: Package) -> tuple[str, str]:
    """Return the module with the formats of room versions, and the function that reads an event in one."""
    module = Module(
        names, f"{formats_room(package)}.pdus", "Events as servers exchange them, in the formats of room versions."
    )
    module.library("typing", "TypeAlias")
    module.library("typing", "Any")
    formats = [(room, module.type(each)) for room, each in package.room_formats]
    members = list(dict.fromkeys(name for _, name in formats))
    module.add(
        [*joined("AnyFormat: TypeAlias = ", members), *docstring("An event in the format of some room version.")]
    )
    module.add(["FORMATS: dict[str, Any] = {", *(f"{STEP}{literal(room)}: {name}," for room, name in formats), "}"])
    decode, encode = module.runtime("codec", "decode"), module.runtime("codec", "encode")
    module.add(
        [
            f"def in_format(event: {module.type(Named(PDU))}, room_version: str) -> AnyFormat:",
            f'{STEP}"""Return an event in the format of a room version. Raises KeyError if it is not known."""',
            f"{STEP}result: AnyFormat = {decode}({encode}(event), FORMATS[room_version])",
            f"{STEP}return result",
        ]
    )
    return module.home, module.text()


def formats_room(package: Package) -> str:
    """Return the API that has the formats of room versions; empty where there are none."""
    keys = {each.key for _, each in package.room_formats}
    return next((each.home.partition(".")[0] for each in package.declarations if each.key in keys), "")


def prose_of(home: str, contents: Contents) -> str:
    """Return what a module's docstring says."""
    if home.endswith(".edus"):
        return "What servers tell each other and do not keep: the content of ephemeral data units."
    if contents.events:
        return f"Content of `{contents.events[0].type}`."
    if contents.calls:
        names = [f"`{each.name}`" for each in contents.calls]
        many = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        return "\n".join(lines_of(f"Operation{'s' if len(names) > 1 else ''} {many}.", WIDTH - 3))
    return f"What several modules of `{home.partition('.')[0]}` share."


def errors_text(names: Names, package: Package, contents: Contents) -> str:
    """Return the module of errors."""
    module = Module(names, "errors", "What a server may answer instead: an exception for each error code.")
    write_records(module, contents.declarations)
    if not package.calls:
        return module.text()
    write_errors(module, package.errors, contents.declarations)
    return module.text()


def types_text(package: Package) -> str:
    """Return the module of identifiers."""
    lines = docstring("Identifiers: strings with a grammar, told apart by type checkers.")
    used = [each for each in package.formats if each[0].startswith("mx-")]
    if used:
        lines += ["", "from __future__ import annotations", "", "from typing import NewType", ""]
    for name, title, url in used:
        class_ = pascal(name.removeprefix("mx-"))
        told = f"{ended(title or class_)} {page_anchor(package, url)}".strip()
        lines.append(f'{class_} = NewType("{class_}", str)')
        lines += docstring("\n".join(wrapped(told, WIDTH - 3)))
    return "\n".join(lines) + "\n"


def page_anchor(package: Package, url: str) -> str:
    """Return where a place of the specification is published: `appendices#event-ids` is a page and an anchor."""
    page, _, anchor = url.strip("/").partition("#")
    known = package.url.startswith("http") and page and not url.startswith("http")
    end = f"#{anchor}" if anchor else ""
    return f"{package.url.rstrip('/')}/{package.version}/{page.rstrip('/')}/{end}" if known else url


def event_files(names: Names, package: Package) -> Iterator[tuple[str, str]]:
    """Yield the modules that tell of all events."""
    registry = Module(
        names, "events.__init__", "Events: which class the content of each type has, and all these classes."
    )
    write_registry(registry, package)
    offer(registry, dict(sorted(named_for_events(names, package).items())))
    yield "events.__init__", registry.text()
    contents = Module(names, "events.contents", "What the content of an event may be, by its kind.")
    write_contents(contents, package)
    yield "events.contents", contents.text()


def named_for_events(names: Names, package: Package) -> dict[str, str]:
    """Return the classes that contents of events are made of, and their modules; those of events first."""
    needed = reached(package.declarations, [type_ for event in package.events for type_ in event_types(event)])
    found = {"UnknownContent": "_rt.events"}
    for each in sorted(needed, key=lambda each: not each.home.startswith("events.")):
        found.setdefault(names.names[each.key], each.home)
    return found


def offer(module: Module, known: Mapping[str, str]) -> None:
    """Let a package's own module have names of other modules, imported when they are asked for."""
    module.library("importlib", "import_module")
    module.library("typing", "Any")
    for name, home in known.items():
        module.hinted.setdefault(relative(module.home, home), set()).add(f"{name} as {name}")
    items = (f"{STEP}{literal(name)}: {literal(relative(module.home, home))}," for name, home in known.items())
    module.add(["OFFERED: dict[str, str] = {", *items, "}"])
    module.add(
        [
            "def __getattr__(name: str) -> Any:",
            f'{STEP}"""Import what is asked for."""',
            f"{STEP}if name in OFFERED:",
            f"{STEP}{STEP}return getattr(import_module(OFFERED[name], __name__), name)",
            f'{STEP}raise AttributeError(f"module {{__name__}} has no attribute {{name}}")',
            *listing("OFFERED"),
        ]
    )


def root_text(package: Package) -> str:
    """Return the package's own module: versions, and what clients are used with, imported when it is asked for."""
    text = f"{package.title} {package.version} as Python: models, events, operations, clients."
    lines = docstring("\n".join(lines_of(text, WIDTH - 3)))
    version = f"SPEC_VERSION = {literal(package.version)}"
    if not package.calls:
        return "\n".join([*lines, "", version]) + "\n"
    known = {name: f"._rt.{module}" for module, names in OFFERED.items() for name in names}
    lines += ["", "from __future__ import annotations", "", "from importlib import import_module"]
    lines += ["from typing import TYPE_CHECKING, Any", "", "if TYPE_CHECKING:"]
    lines += [
        f"{STEP}from ._rt.{module} import {name} as {name}" for module, names in OFFERED.items() for name in names
    ]
    items = [f"{STEP}{literal(name)}: {literal(module)}," for name, module in sorted(known.items())]
    lines += ["", version, "OFFERED: dict[str, str] = {", *items, "}", "", ""]
    lines += [
        "def __getattr__(name: str) -> Any:",
        f'{STEP}"""Import what is asked for."""',
        f"{STEP}if name in OFFERED:",
        f"{STEP}{STEP}return getattr(import_module(OFFERED[name], __name__), name)",
        f'{STEP}raise AttributeError(f"module {{__name__}} has no attribute {{name}}")',
        *listing("OFFERED"),
    ]
    return "\n".join(lines) + "\n"


def listing(*known: str) -> list[str]:
    """Return the function that lets shells see what is imported only when it is asked for."""
    return [
        "",
        "",
        "def __dir__() -> list[str]:",
        f'{STEP}"""List what is here, imported or not."""',
        f"{STEP}return sorted({{*globals(), {', '.join(f'*{each}' for each in known)}}})",
    ]


def room_text(package: Package, room: str, homes: Mapping[str, Contents]) -> str:
    """Return the module of an API: its modules and clients, imported when they are asked for."""
    known = [*homes, *([f"{room}.pdus"] if room == formats_room(package) else [])]
    inner = sorted(home.partition(".")[2] for home in known if home.startswith(f"{room}."))
    clients = any(call.api == room for call in package.calls)
    lines = docstring(f"The {package.called(room)}.")
    lines += ["", "from __future__ import annotations", "", "from importlib import import_module"]
    lines += ["from typing import TYPE_CHECKING, Any", "", "if TYPE_CHECKING:"]
    lines += [f"{STEP}from . import {name} as {name}" for name in inner]
    if clients:
        lines += [f"{STEP}from .async_client import AsyncClient as AsyncClient"]
        lines += [f"{STEP}from .client import Client as Client"]
    classes = {"AsyncClient": ".async_client", "Client": ".client"} if clients else {}
    lines += ["", *table("CLASSES", classes), *listed("MODULES", inner), "", ""]
    lines += [
        "def __getattr__(name: str) -> Any:",
        f'{STEP}"""Import what is asked for."""',
        f"{STEP}if name in CLASSES:",
        f"{STEP}{STEP}return getattr(import_module(CLASSES[name], __name__), name)",
        f"{STEP}if name in MODULES:",
        f'{STEP}{STEP}return import_module(f".{{name}}", __name__)',
        f'{STEP}raise AttributeError(f"module {{__name__}} has no attribute {{name}}")',
        *listing("CLASSES", "MODULES"),
    ]
    return "\n".join(lines) + "\n"


def table(name: str, values: Mapping[str, str]) -> list[str]:
    """Return a dict of strings."""
    items = tuple(f"{literal(key)}: {literal(value)}" for key, value in values.items())
    return laid(Group(f"{name}: dict[str, str] = {{", items, "}"))


def listed(name: str, values: Iterable[str]) -> list[str]:
    """Return a set of strings."""
    inner = Group("{", tuple(map(literal, values)), "}")
    return laid(Group(f"{name} = frozenset(", (inner,), ")"))
