"""One Python module in the making: its lines, and the imports that they need."""

from collections.abc import Iterable

from specgen.codegen.ir import (
    STR,
    Choice,
    EventKind,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Package,
    Scalar,
    Text,
    Type,
    Union,
)
from specgen.codegen.names import pascal
from specgen.codegen.prose import ended, lines_of
from specgen.codegen.python import STEP, WIDTH, docstring, imports, indented, literal

RUNTIME = "_rt"
WIRE = frozenset({"Media", "Parts", "Redirect"})
FROM_TYPING = frozenset({"Any"})


class Names:
    """Final names and homes of what is declared; a class because every module asks it."""

    def __init__(self, package: Package) -> None:
        """Take a package with its names."""
        self.events = bool(package.events)
        self.names = dict(package.names)
        self.homes = {each.key: each.home for each in package.declarations}
        self.declarations = {each.key: each for each in package.declarations}
        self.state_keys = tuple((name, type_) for name, type_, _ in state_unions(package))
        self.own: dict[str, set[str]] = {}
        for key, home in self.homes.items():
            self.own.setdefault(home, set()).add(self.names[key])


def state_unions(package: Package) -> list[tuple[str, Type | None, list[EventKind]]]:
    """Return state events by what their keys are: a name for each kind, the type of the keys, the event types."""
    found: dict[Scalar | Identifier | None, list[EventKind]] = {}
    for event in package.events:
        if event.kind == "state":
            key = event.state_key if event.state_key is None or isinstance(event.state_key, Identifier) else STR
            found.setdefault(key, []).append(event)
    return [(state_union(key), key, events) for key, events in found.items()]


def state_union(key: Scalar | Identifier | None) -> str:
    """Return the name of the union of the contents of state events whose keys are of a type."""
    if isinstance(key, Identifier):
        return f"StateContentBy{pascal(key.format.removeprefix('mx-'))}"
    return "SingleStateContent" if key is None else "StateContentByText"


class Module:
    """A module in the making; a class because lines and imports grow together."""

    def __init__(self, names: Names, home: str, prose: str) -> None:
        """Begin a module; `home` is its dotted name below the package."""
        self.names = names
        self.events = names.events
        self.home = home
        self.prose = prose
        self.lines: list[str] = []
        self.wanted: dict[str, set[str]] = {"__future__": {"annotations"}}
        self.hinted: dict[str, set[str]] = {}
        self.taken: dict[str, str] = dict.fromkeys(names.own.get(home, ()), home)

    def add(self, lines: Iterable[str]) -> None:
        """Add something of the module's top level, two blank lines before it."""
        self.lines.extend(["", "", *lines])

    def use(self, home: str, name: str, *, hint: bool = False) -> str:
        """Import a name from a module of the package, and return what it is called here."""
        if home == self.home:
            return name
        called = name
        if self.taken.get(name, home) != home:
            called = pascal(home.partition(".")[0]) + name
        self.taken[called] = home
        into = self.hinted if hint else self.wanted
        into.setdefault(relative(self.home, home), set()).add(name if called == name else f"{name} as {called}")
        return called

    def runtime(self, module: str, name: str) -> str:
        """Import a name from the runtime."""
        return self.use(f"{RUNTIME}.{module}", name)

    def library(self, module: str, name: str, *, hint: bool = False) -> str:
        """Import a name from the standard library."""
        (self.hinted if hint else self.wanted).setdefault(module, set()).add(name)
        self.taken.setdefault(name, module)
        return name

    def type(self, type_: Type, *, hint: bool = False) -> str:
        """Return a type as an annotation. With `hint`, only type checkers need its imports."""
        match type_:
            case Scalar(name):
                written = self.scalar(name, hint)
            case Identifier(format):
                written = self.use("types", pascal(format.removeprefix("mx-")), hint=hint)
            case Named(key):
                written = self.use(self.names.homes[key], self.names.names[key], hint=hint)
            case ListOf(item):
                written = f"list[{self.type(item, hint=hint)}]"
            case MapOf(key, value):
                written = f"dict[{self.type(key, hint=hint)}, {self.type(value, hint=hint)}]"
            case Choice(values):
                written = f"{self.library('typing', 'Literal', hint=hint)}[{', '.join(map(literal, values))}] | str"
            case Union(members):
                written = " | ".join(dict.fromkeys(self.type(member, hint=hint) for member in members))
        return written

    def scalar(self, name: str, hint: bool) -> str:
        """Return a type that needs no declaration of ours."""
        if name in FROM_TYPING:
            return self.library("typing", name, hint=hint)
        if name == "JsonObject":
            return self.use(f"{RUNTIME}.codec", name, hint=hint)
        return self.use(f"{RUNTIME}.wire", name, hint=hint) if name in WIRE else name

    def text(self) -> str:
        """Return the module: docstring, imports, lines."""
        head = docstring(self.prose)
        hinted = {module: names - self.wanted.get(module, set()) for module, names in self.hinted.items()}
        hinted = {module: names for module, names in hinted.items() if names}
        if hinted:
            self.library("typing", "TYPE_CHECKING")
        lines = [*head, "", *imports(self.wanted)]
        if hinted:
            lines += ["", "if TYPE_CHECKING:", *indented(imports(hinted, 1))]
        head = self.lines[2:3]
        constant = bool(head) and not head[0].startswith(("class ", "def ", "async ", "@"))
        return "\n".join([*lines, *(self.lines[1:] if constant else self.lines)]) + "\n"


def relative(home: str, other: str) -> str:
    """Return how a module says another one's name: `.models`, `..types`."""
    here, there = home.split(".")[:-1], other.split(".")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "." * (len(here) - shared + 1) + ".".join(there[shared:])


def documentation(text: Text, depth: int, *, lead: str = "", after: Iterable[str] = ()) -> list[str]:
    """Return a docstring of what the spec says, with versions; empty where it says nothing."""
    width = WIDTH - len(STEP) * depth
    body = lines_of(f"{lead}{ended(text.prose)}", width - 3 if len(text.prose) < width else width)
    notes = notes_of(text)
    parts = [part for part in (body, notes, list(after), [text.anchor] if text.anchor else []) if part]
    lines = [line for number, part in enumerate(parts) for line in (["", *part] if number else part)]
    return docstring("\n".join(lines)) if lines else []


def notes_of(text: Text) -> list[str]:
    """Return what is said of versions and defaults."""
    parts = []
    if text.added_in:
        parts.append(f"Added in v{text.added_in}.")
    parts += [f"Changed in v{version}: {one_line(words)}" for version, words in text.changed_in]
    if text.deprecated and "deprecated" not in text.prose.lower():
        parts.append("Deprecated.")
    if text.default and len(text.default) < WIDTH // 2:
        parts.append(f"Default: {text.default}.")
    return [line for part in parts for line in lines_of(part, WIDTH - 8)]


def one_line(text: str) -> str:
    """Return text without line breaks."""
    return " ".join(text.split())
