"""Writes what a function takes: path arguments first, the rest by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from specgen.codegen.emit.module import Module
from specgen.codegen.ir import ANY, STR, Argument, Call, Choice, Scalar, Type, or_none
from specgen.codegen.python import STEP, WIDTH, Group, laid, literal, value_of

TRANSACTION = ("txnId", "txn_id")
STATE_KEY = "stateKey"
SCALARS = ("str", "int", "float", "bool")
BODY = Scalar("Body")


@dataclass(frozen=True, slots=True)
class Function:
    """The head of a function: `define` is what stands before its arguments, `own` its first argument.

    With `hint`, only type checkers need its types. `special` are arguments that are written otherwise, by name.
    `inside` says where an answer's type stands in the result.
    """

    define: str
    call: Call
    result: str
    own: str = ""
    hint: bool = False
    special: Mapping[str, str] = field(default_factory=dict)
    inside: str = "%s"


def accepted(argument: Argument) -> bool:
    """Tell whether an argument is made up where it is not given: a transaction id."""
    return argument.place == "path" and argument.wire in TRANSACTION


def is_state_key(argument: Argument) -> bool:
    """Tell whether an argument is the key of a state event: empty where it is not given."""
    return argument.place == "path" and argument.wire == STATE_KEY


def arguments_of(call: Call) -> tuple[Argument, ...]:
    """Return all arguments of a call, the body's bytes included."""
    if call.carries != "bytes":
        return call.arguments
    content = Argument(name="content", wire="", place="body", type=BODY, required=True)
    kind = Argument(name="content_type", wire="", place="body", type=STR, required=False)
    return (*call.arguments, content, kind)


def required_first(arguments: Iterable[Argument]) -> list[Argument]:
    """Return arguments as they are listed: what must be given first."""
    return sorted(arguments, key=lambda each: not each.required)


def signature(module: Module, function: Function) -> list[str]:
    """Return the lines of a function's head."""
    call = function.call
    placed = [each for each in arguments_of(call) if positional(call, each)]
    named = [each for each in required_first(arguments_of(call)) if not positional(call, each)]
    items = [function.own] if function.own else []
    items += [written(module, function, each) for each in placed]
    if named:
        items += ["*", *(written(module, function, each) for each in named)]
    return laid(Group(function.define, tuple(items), f") -> {function.result}:"), 1 if function.own else 0)


def answered(call: Call) -> Type:
    """Return what a call answers, whatever its arguments choose."""
    return call.result if call.twin is None else ANY


def overloads(module: Module, function: Function) -> Iterator[list[str]]:
    """Yield the heads of a function whose types depend on each other."""
    yield from by_content(module, function)
    yield from by_choice(module, function)


def by_choice(module: Module, function: Function) -> Iterator[list[str]]:
    """Yield the heads of a function where an argument chooses what is answered."""
    twin, argument = function.call.twin, function.call.chooser
    if twin is None or argument is None:
        return
    module.library("typing", "overload")
    literals = module.library("typing", "Literal", hint=True)
    rest = plain(module, argument, function.hint).partition(" = ")[2]
    usual = twin.others if rest in ("None", *map(literal, twin.others)) else (twin.value,)
    for values, type_ in (((twin.value,), twin.type), (twin.others, function.call.result)):
        none = " | None" if values == usual and rest == "None" else ""
        default = f" = {rest}" if values == usual and rest else ""
        head = f"{argument.name}: {literals}[{', '.join(map(literal, values))}]{none}{default}"
        result = function.inside % module.type(type_, hint=function.hint)
        yield overload(module, replace(function, special={argument.name: head}, result=result))
    yield overload(module, function)


def by_content(module: Module, function: Function) -> Iterator[list[str]]:
    """Yield the heads of a function that sends state: what an event type's keys are follows from its content."""
    key = next((each for each in function.call.arguments if is_state_key(each)), None)
    if key is None or not function.call.content_by or not module.names.state_keys:
        return
    module.library("typing", "overload")
    for union, type_ in module.names.state_keys:
        content = module.use("events.contents", union, hint=True)
        kind = module.type(type_, hint=True) if type_ is not None else f'{module.library("typing", "Literal")}[""]'
        default = ' = ""' if type_ is None else ""
        special = {"content": f"content: {content}", key.name: f"{key.name}: {kind}{default}"}
        yield overload(module, replace(function, special=special))
    unknown = module.use("_rt.events", "UnknownContent", hint=True)
    anything = module.use("_rt.codec", "JsonObject", hint=True)
    yield overload(module, replace(function, special={"content": f"content: {unknown} | {anything}"}))


def overload(module: Module, function: Function) -> list[str]:
    """Return one head of several."""
    *lines, last = signature(module, function)
    room = WIDTH - (len(STEP) if function.own else 0)
    end = [f"{last} ..."] if len(last) + 4 <= room else [last, f"{STEP}..."]
    return ["@overload", *lines, *end]


def positional(call: Call, argument: Argument) -> bool:
    """Tell whether an argument may be given without its name: what is in the path, and a body that is one thing."""
    if argument.name == call.content_by or accepted(argument) or is_state_key(argument):
        return False
    return argument.place == "path" or (argument.name in ("content", "body") and call.carries in ("value", "bytes"))


def written(module: Module, function: Function, argument: Argument) -> str:
    """Return an argument with its type and default."""
    call = function.call
    if argument.name in function.special:
        return function.special[argument.name]
    if argument.type == BODY:
        return f"content: {module.use('_rt.wire', 'Body', hint=function.hint)}"
    if argument.name == "content" and call.content_by:
        return f"content: {content_type(module, call)}"
    if argument.name == call.content_by or accepted(argument):
        return f"{argument.name}: str | None = None"
    if is_state_key(argument):
        return f'{argument.name}: str = ""'
    return plain(module, argument, function.hint)


def plain(module: Module, argument: Argument, hint: bool) -> str:
    """Return an argument as its type and its default say."""
    type_ = argument.type
    if argument.required:
        return f"{argument.name}: {module.type(or_none(type_) if argument.nullable else type_, hint=hint)}"
    if argument.default is not None and simple(type_) and not argument.nullable:
        return f"{argument.name}: {module.type(type_, hint=hint)} = {value_of(argument.default)}"
    if argument.nullable and argument.place == "body":
        module.use("_rt.codec", "UNSET")
        unset = module.use("_rt.codec", "UnsetType", hint=hint)
        return f"{argument.name}: {module.type(or_none(type_), hint=hint)} | {unset} = UNSET"
    return f"{argument.name}: {module.type(or_none(type_), hint=hint)} = None"


def simple(type_: Type) -> bool:
    """Tell whether a default of this type can stand in a signature."""
    return isinstance(type_, Choice) or (isinstance(type_, Scalar) and type_.name in SCALARS)


def content_type(module: Module, call: Call) -> str:
    """Return what an operation takes as an event's content."""
    union = content_union(call)
    unknown = module.use("_rt.events", "UnknownContent", hint=True)
    anything = module.use("_rt.codec", "JsonObject", hint=True)
    known = f"{module.use('events.contents', union, hint=True)} | " if module.events else ""
    return f"{known}{unknown} | {anything}"


def content_union(call: Call) -> str:
    """Return the union of the contents that an operation sends."""
    places = {each.wire for each in call.arguments if each.place == "path"}
    if STATE_KEY in places:
        return "StateContent"
    return "MessageContent" if places & set(TRANSACTION) else "AccountDataContent"


def forwarded(call: Call) -> Iterator[str]:
    """Yield the arguments of one function as another one with the same signature passes them on."""
    everything = arguments_of(call)
    yield from (each.name for each in everything if positional(call, each))
    yield from (f"{each.name}={each.name}" for each in required_first(everything) if not positional(call, each))
