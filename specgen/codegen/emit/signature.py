"""Writes what a function takes: path arguments first, the rest by name."""

from collections.abc import Iterable, Iterator

from specgen.codegen.emit.module import Module
from specgen.codegen.ir import Argument, Call, Choice, Scalar, Type, or_none
from specgen.codegen.python import Group, laid, value_of

TRANSACTION = ("txnId", "txn_id")
STATE_KEY = "stateKey"
SCALARS = ("str", "int", "float", "bool")


def accepted(argument: Argument) -> bool:
    """Tell whether an argument is made up where it is not given: a transaction id."""
    return argument.place == "path" and argument.wire in TRANSACTION


def arguments_of(call: Call) -> tuple[Argument, ...]:
    """Return all arguments of a call, the body's bytes included."""
    if call.carries != "bytes":
        return call.arguments
    content = Argument(name="content", wire="", place="body", type=Scalar("Body"), required=True)
    kind = Argument(name="content_type", wire="", place="body", type=Scalar("str"), required=False)
    return (*call.arguments, content, kind)


def required_first(arguments: Iterable[Argument]) -> list[Argument]:
    """Return arguments as they are listed: what must be given first."""
    return sorted(arguments, key=lambda each: not each.required)


def signature(module: Module, head: str, call: Call, result: str, *, hint: bool = False, own: str = "") -> list[str]:
    """Return the lines of a function's head. `own` is its first argument, `self`."""
    placed = [each for each in arguments_of(call) if positional(call, each)]
    named = [each for each in required_first(arguments_of(call)) if not positional(call, each)]
    items = [own] if own else []
    items += [written(module, call, each, hint) for each in placed]
    if named:
        items += ["*", *(written(module, call, each, hint) for each in named)]
    one = Group(head, tuple(items), f") -> {result}:")
    return laid(one) if not own else laid(one, 1)


def positional(call: Call, argument: Argument) -> bool:
    """Tell whether an argument may be given without its name: what is in the path, and a body that is one thing."""
    if argument.name == call.content_by or accepted(argument) or argument.wire == STATE_KEY:
        return False
    if argument.place == "path":
        return True
    return argument.name in ("content", "body") and call.carries in ("value", "bytes")


def written(module: Module, call: Call, argument: Argument, hint: bool) -> str:
    """Return an argument with its type and default."""
    if argument.type == Scalar("Body"):
        return f"content: {module.use('_rt.wire', 'Body', hint=hint)}"
    if argument.name == "content" and call.content_by:
        return f"content: {content_type(module, call)}"
    type_ = argument.type
    if argument.name == call.content_by or accepted(argument):
        return f"{argument.name}: str | None = None"
    if argument.wire == STATE_KEY and argument.place == "path":
        return f'{argument.name}: str = ""'
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
