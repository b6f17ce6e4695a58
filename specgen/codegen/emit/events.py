"""Writes the registry of event types, and what an event's content may be, by kind."""

from collections.abc import Iterable, Iterator

from specgen.codegen.emit.module import Module, relative, state_unions
from specgen.codegen.ir import EventKind, Package
from specgen.codegen.python import STEP, Group, docstring, joined, laid, literal

UNIONS = (
    ("StateContent", ("state",), "What a state event says."),
    ("MessageContent", ("message",), "What an event of the timeline says that is no state."),
    ("RoomContent", ("state", "message"), "What an event of a room says."),
    ("EphemeralContent", ("ephemeral",), "What is told and not kept."),
    ("AccountDataContent", ("account-data",), "What a user keeps on the server."),
    ("ToDeviceContent", ("to-device",), "What one device tells another."),
    ("EduContent", ("edu",), "What servers tell each other and do not keep."),
)
BASIC = ("ephemeral", "account-data", "to-device")


def write_registry(module: Module, package: Package) -> None:
    """Add the registries: event type → content class, imported when it is needed."""
    registry, kind = module.runtime("events", "Registry"), module.runtime("events", "Kind")
    for name, chosen in (("EVENTS", [e for e in package.events if e.kind != "edu"]), ("EDUS", edus(package))):
        items = tuple(Group(f"{literal(each.type)}: {kind}(", tuple(where(module, each)), ")") for each in chosen)
        lines = [f"{name} = {registry}(", f"{STEP}__name__,"]
        lines += [f"{STEP}{{", *broken(items), f"{STEP}}},"] if items else [f"{STEP}{{}},"]
        module.add([*lines, ")"])
    module.add(by_kind(package))


def broken(items: Iterable[Group]) -> Iterator[str]:
    """Yield items, one or more lines each."""
    for item in items:
        yield from (STEP + STEP + line for line in laid(item, 2, ","))


def where(module: Module, event: EventKind) -> Iterator[Group | str]:
    """Yield where an event type's content classes are."""
    names = module.names.names
    yield literal(relative("events.__init__", module.names.homes[event.content.key]))
    if not event.variants:
        yield literal(names[event.content.key])
        return
    yield literal(names[event.content.key])
    yield f"tag={literal(event.tag)}"
    yield Group("variants={", tuple(f"{literal(tag)}: {literal(names[each.key])}" for tag, each in event.variants), "}")
    yield f"unknown={literal(names[event.content.key])}"


def edus(package: Package) -> list[EventKind]:
    """Return what servers tell each other beside events."""
    return [each for each in package.events if each.kind == "edu"]


def by_kind(package: Package) -> list[str]:
    """Return the table of event types by kind."""
    kinds = dict.fromkeys(kind for each in package.events for kind in (each.kind, *each.also))
    items = [
        Group(
            f"{literal(kind)}: (",
            tuple(literal(e.type) for e in package.events if kind in (e.kind, *e.also)),
            ")",
            tuple=True,
        )
        for kind in sorted(kinds)
    ]
    lines = ["KINDS: dict[str, tuple[str, ...]] = {"]
    for item in items:
        lines += [STEP + line for line in laid(item, 1, ",")]
    return [*lines, "}"] if items else ["KINDS: dict[str, tuple[str, ...]] = {}"]


def write_contents(module: Module, package: Package) -> None:
    """Add the unions of content classes."""
    module.library("typing", "TypeAlias")
    unknown = module.runtime("events", "UnknownContent")
    kinds: dict[str, list[str]] = {}
    for event in package.events:
        names = [module.type(event.content), *(module.type(each) for _, each in event.variants)]
        for kind in (event.kind, *event.also):
            kinds.setdefault(kind, []).extend(names)
    for name, key, events in state_unions(package):
        members = [
            module.type(each) for event in events for each in (event.content, *(one for _, one in event.variants))
        ]
        what = "is always empty" if key is None else "tells events of a type apart"
        module.add([*joined(f"{name}: TypeAlias = ", members), *docstring(f"State whose key {what}.")])
    every = (("AnyContent", (*BASIC, "state", "message"), "What any event says."),)
    for name, wanted, prose in (*UNIONS, *every):
        members = list(dict.fromkeys(each for kind in wanted for each in kinds.get(kind, ())))
        module.add([*joined(f"{name}: TypeAlias = ", [*members, unknown]), *docstring(prose)])
