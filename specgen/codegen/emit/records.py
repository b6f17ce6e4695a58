"""Writes records, aliases and content classes."""

from collections.abc import Iterable, Iterator

from specgen.codegen.emit.module import Module, documentation
from specgen.codegen.ir import (
    Alias,
    Choice,
    Declaration,
    EventKind,
    Field,
    Named,
    Record,
    Text,
    inside,
    or_none,
)
from specgen.codegen.names import snake, words
from specgen.codegen.python import STEP, WIDTH, Group, indented, laid, literal
from specgen.codegen.reach import types_of

CONTENT = Text(
    prose="What the event says, by its type. Content of an unknown type, or that breaks the specification,"
    " is `UnknownContent`."
)
RAW_IN = ("event", "edu")
RAW = {"content": "raw_content", "unsigned": "raw_unsigned"}


def write_declaration(module: Module, declaration: Declaration, event: EventKind | None = None) -> None:
    """Add a class or an alias to a module; `event` is the event type whose content it is."""
    name = module.names.names[declaration.key]
    if isinstance(declaration, Alias):
        module.add(alias(module, name, declaration))
    else:
        module.add(record(module, name, declaration, event))


def alias(module: Module, name: str, declaration: Alias) -> list[str]:
    """Return the lines of an alias: known words, others pass."""
    module.library("typing", "TypeAlias")
    module.library("typing", "Literal")
    values = declaration.type.values if isinstance(declaration.type, Choice) else ()
    one = f"{name}: TypeAlias = Literal[{', '.join(map(literal, values))}] | str"
    if len(one) <= WIDTH:
        return [one]
    inner = laid(Group("Literal[", tuple(map(literal, values)), "]"), 1)
    short = f"{STEP}{inner[0]} | str"
    if len(inner) == 1 and len(short) <= WIDTH:
        return [f"{name}: TypeAlias = (", short, ")"]
    return [f"{name}: TypeAlias = (", *indented(inner), f"{STEP}| str", ")"]


def record(module: Module, name: str, declaration: Record, event: EventKind | None) -> list[str]:
    """Return the lines of a class."""
    lines = laid(Group(f"class {name}(", tuple(bases(module, declaration, event)), "):"))
    body = [documentation(declaration.text, 1) or [f'"""{fallback(declaration, event, name)}"""']]
    if event is not None:
        module.library("typing", "ClassVar")
        body.append([f"event_type: ClassVar[str] = {literal(event.type)}"])
    if event is not None and declaration.tag is not None:
        body.append(tag_property(declaration.tag))
    envelope = declaration.envelope if module.events else ""
    ordered = sorted(declaration.fields, key=lambda each: not each.required)
    body.extend(member(module, each, envelope in RAW_IN and each.wire in RAW) for each in ordered)
    if declaration.extra is not None:
        module.runtime("codec", "field")
        kind = f"dict[str, {module.type(declaration.extra)}]"
        body.append(laid(Group(f"extra: {kind} = field(", (f"default_factory={kind}",), ")"), 1))
    if envelope == "pdu":
        body.append(content_reader(module))
    elif envelope:
        body.extend(readers(module, declaration))
    for part in body:
        lines += [*indented(part), ""]
    return lines[:-1]


def fallback(declaration: Record, event: EventKind | None, name: str) -> str:
    """Return a docstring for what the spec does not describe: its name in words."""
    if event is not None:
        return f"Content of `{event.type}`."
    *first, last = words(name)
    if last in ("request", "response") and first:
        return f"{'What to send for' if last == 'request' else 'The answer to'} `{'_'.join(first)}`."
    return f"{' '.join((*first, last)).capitalize()}."


def bases(module: Module, declaration: Record, event: EventKind | None) -> Iterator[str]:
    """Yield what a class is made from."""
    if declaration.extra is not None:
        name = "OpenContent" if event is not None else "Open"
        yield module.runtime("events" if event is not None else "codec", name)
        return
    if event is not None:
        yield module.runtime("events", "Content")
    elif declaration.envelope and module.events:
        yield module.runtime("events", "Envelope")
    else:
        yield module.runtime("codec", "Record")
    yield "kw_only=True"
    if declaration.tag is not None:
        yield f"tag_field={literal(declaration.tag[0])}"
        yield f"tag={literal(declaration.tag[1])}"


def tag_property(tag: tuple[str, str]) -> list[str]:
    """Return the property for the member that tells a class from its siblings."""
    return [
        "@property",
        f"def {snake(tag[0])}(self) -> str:",
        f'{STEP}"""Always `{tag[1]}`."""',
        f"{STEP}return {literal(tag[1])}",
    ]


def member(module: Module, field: Field, raw: bool) -> list[str]:
    """Return the lines of a member, with its documentation."""
    name = RAW[field.wire] if raw else field.name
    if raw:
        written = module.runtime("codec", "Raw")
        default = "" if field.required else module.runtime("codec", "UNSET")
        written = written if field.required else f"{written} | {module.runtime('codec', 'UnsetType')}"
    else:
        written, default = annotation(module, field)
    renamed = name != field.wire
    if renamed:
        module.runtime("codec", "field")
        given = f"default={default}, " if default else ""
        value = f" = field({given}name={literal(field.wire)})"
    else:
        value = f" = {default}" if default else ""
    one = f"{name}: {written}{value}"
    lines = [one] if len(one) + 4 <= WIDTH else broken(name, written, value)
    return [*lines, *documentation(field.text, 1)]


def broken(name: str, written: str, value: str) -> list[str]:
    """Return a member that is too long for one line, broken where the formatter would break it."""
    head = f"{name}: {written} = "
    if value.startswith(" = field(") and len(head) + len("field(") + 4 <= WIDTH:
        inner = value[len(" = field(") : -1]
        return [f"{head}field(", f"{STEP}{inner}", ")"]
    members = written.split(" | ")
    if len(members) == 1:
        return [f"{name}: {written}{value}"]
    lines = [written] if len(written) + 8 <= WIDTH else [members[0], *(f"| {each}" for each in members[1:])]
    return [f"{name}: (", *indented(lines), f"){value}"]


def annotation(module: Module, field: Field) -> tuple[str, str]:
    """Return a member's type and its default, empty where it is required."""
    if field.required:
        return module.type(or_none(field.type) if field.nullable else field.type), ""
    if field.nullable:
        module.runtime("codec", "UNSET")
        return f"{module.type(or_none(field.type))} | {module.runtime('codec', 'UnsetType')}", "UNSET"
    return module.type(or_none(field.type)), "None"


def readers(module: Module, declaration: Record) -> Iterator[list[str]]:
    """Yield the properties that read content and `unsigned` when they are asked for."""
    known = {each.wire: each for each in declaration.fields}
    kind = known.get("type") or known["edu_type"]
    union = content_union(declaration)
    module.use("events.contents", union, hint=True)
    registry = module.use("events", "EDUS" if declaration.envelope == "edu" else "EVENTS")
    optional = not known["content"].required
    type_ = f"self.{kind.name}" if kind.required else f'self.{kind.name} or ""'
    lines = ["@property", f"def content(self) -> {union}{' | None' if optional else ''}:"]
    lines += indented(documentation(CONTENT, 2))
    if optional:
        lines += [f"{STEP}if self.raw_content is UNSET:", f"{STEP}{STEP}return None"]
    lines += [
        f"{STEP}try:  # most types were met before",
        f"{STEP}{STEP}result: {union} = {registry}.readers[{type_}](self.raw_content)",
        f"{STEP}except (KeyError, *{module.runtime('codec', 'UNREADABLE')}):",
        f"{STEP}{STEP}result = {registry}.read({type_}, self.raw_content)",
        f"{STEP}return result",
    ]
    yield lines
    unsigned = known.get("unsigned")
    if unsigned is not None:
        wanted = module.type(unsigned.type)
        read = module.runtime("events", "read_as")
        yield [
            "@property",
            f"def unsigned(self) -> {wanted} | None:",
            *indented(documentation(unsigned.text, 2) or ['"""What the server adds, not signed."""']),
            f"{STEP}return {read}(self.raw_unsigned, {wanted})",
        ]


def content_reader(module: Module) -> list[str]:
    """Return the property that reads the content of an event of any room version."""
    module.use("events.contents", "RoomContent", hint=True)
    registry, raw = module.use("events", "EVENTS"), module.runtime("codec", "raw")
    return [
        "@property",
        "def event_content(self) -> RoomContent:",
        *indented(documentation(CONTENT, 2)),
        f"{STEP}data = {raw}(self.content or {{}})",
        f'{STEP}result: RoomContent = {registry}.read(self.type or "", data)',
        f"{STEP}return result",
    ]


def content_union(declaration: Record) -> str:
    """Return the union of what an envelope's content may be."""
    known = {each.wire: each for each in declaration.fields}
    if declaration.envelope == "edu":
        return "EduContent"
    if "state_key" in known and known["state_key"].required:
        return "StateContent"
    return "RoomContent" if {"state_key", "event_id"} & set(known) else "AnyContent"


def write_records(module: Module, declarations: Iterable[Declaration], events: Iterable[EventKind] = ()) -> None:
    """Add declarations to a module: those that others are made of first, so that it reads from small to large."""
    contents = {each.key: event for event in events for each in (event.content, *(key for _, key in event.variants))}
    for each in ordered(declarations):
        write_declaration(module, each, contents.get(each.key))


def ordered(declarations: Iterable[Declaration]) -> list[Declaration]:
    """Return declarations so that those that others are made of come first, as far as there is no circle."""
    known = {each.key: each for each in declarations}
    result: dict[str, Declaration] = {}
    waiting = [(key, False) for key in reversed(known)]
    opened: set[str] = set()
    while waiting:
        key, done = waiting.pop()
        if done:
            result[key] = known[key]
        elif key not in opened:
            opened.add(key)
            waiting.append((key, True))
            parts = (part.key for type_ in types_of(known[key]) for part in inside(type_) if isinstance(part, Named))
            waiting.extend((part, False) for part in parts if part in known)
    return list(result.values())
