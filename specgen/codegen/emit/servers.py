"""Writes the server side of an API: what a handler has to have, and the application that asks it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from specgen.codegen.emit.module import Module
from specgen.codegen.emit.operations import constant
from specgen.codegen.emit.signature import STATE_KEY, simple
from specgen.codegen.ir import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    JSON_OBJECT,
    MEDIA,
    PARTS,
    REDIRECT,
    Alias,
    Argument,
    Call,
    Choice,
    Declaration,
    ListOf,
    MapOf,
    Named,
    Package,
    Type,
    Union,
    or_none,
)
from specgen.codegen.prose import ended, lines_of, sentence
from specgen.codegen.python import STEP, WIDTH, Group, Node, docstring, imports, indented, laid, literal, value_of
from specgen.codegen.served import Served

KINDS: Mapping[Type, str] = {INT: "int", FLOAT: "float", BOOL: "bool", JSON_OBJECT: "rest"}
OWN = frozenset({"self", "ctx", "body"})


def write_server(module: Module, package: Package, api: str, served: Served) -> None:
    """Add the handler protocol, the base class, the routes and the application of an API."""
    calls = sorted((call for call in package.calls if call.api == api), key=lambda each: each.name)
    calls = [distinct(call) for call in calls]
    protocol = module.library("typing", "Protocol")
    lines = [f"class Handler({protocol}):"]
    whose = package.called(api)
    lines += indented(docstring(f"Answers the requests of the {whose}. What is not overridden is unknown to it."))
    for call in calls:
        lines += ["", *indented(method(module, call, [f"raise {module.runtime('serving', 'unimplemented')}()"]))]
    module.add(lines)
    base = docstring("A server without operations: override those that yours has.")
    module.add(["class Unimplemented(Handler):", *indented(base)])
    for call in calls:
        module.add(loader(module, call))
    module.add(table(module, calls, served))
    signed = any(call.auth == "signature" for call in calls)
    cors = not signed if served.cors is None else api.replace("_", "-") in served.cors
    module.lines += ["# Whether browsers ask this API.", f"CORS = {cors}"]
    module.add(application(module))


def distinct(call: Call) -> Call:
    """Return a call none of whose arguments is called as what handlers get anyway."""
    arguments = tuple(
        replace(each, name=f"{each.name}_") if each.name in OWN and each.place != "body" else each
        for each in call.arguments
    )
    return replace(call, arguments=arguments)


def within(call: Call, *places: str) -> list[Argument]:
    """Return the arguments of some places."""
    return [each for each in call.arguments if each.place in places]


def method(module: Module, call: Call, body: Sequence[str]) -> list[str]:
    """Return a handler's method."""
    items = ["self", f"ctx: {module.use('_rt.serving', 'Ctx', hint=True)}"]
    items += [f"{each.name}: {module.type(each.type, hint=True)}" for each in within(call, "path")]
    if call.carries:
        items.append(f"body: {body_type(module, call, hint=True)}")
    items.append("/")
    named = within(call, "query", "header")
    if named:
        items += ["*", *(f"{each.name}: {given_type(module, each)}" for each in named)]
    members = result_types(module, call)
    tail = f") -> {' | '.join(members)}:"
    lines = laid(Group(f"async def {call.name}(", tuple(items), tail), 1)
    if len(STEP) + len(lines[-1]) > WIDTH:
        one = f"{STEP}{' | '.join(members)}"
        rest = [f"{STEP}| {each}" for each in members[1:]]
        inner = [one] if len(STEP) + len(one) <= WIDTH else [f"{STEP}{members[0]}", *rest]
        lines[-1:] = [") -> (", *inner, "):"]
    return [*lines, *indented(docstring("\n".join(told(call)))), *indented(body)]


def body_type(module: Module, call: Call, *, hint: bool) -> str:
    """Return the type of a body as handlers get it."""
    if call.carries == "bytes":
        return module.use("_rt.serving", "Upload", hint=hint)
    return module.type(call.body or ANY, hint=hint)


def given_type(module: Module, argument: Argument) -> str:
    """Return the type of a parameter as handlers get it: None where it may be missing."""
    type_ = argument.type
    sure = argument.required or (argument.default is not None and simple(type_))
    return module.type(type_ if sure or type_ == JSON_OBJECT else or_none(type_), hint=True)


def result_types(module: Module, call: Call) -> list[str]:
    """Return what a handler returns: the result as it is, or with a status of its own."""
    result = call.result
    parts = [module.type(each, hint=True) for each in (result.members if isinstance(result, Union) else (result,))]
    kinds = {each.type for each in call.answers}
    if kinds & {MEDIA, PARTS}:
        parts.append(module.use("_rt.serving", "Download", hint=True))
    if MEDIA in kinds:
        parts.append(module.type(REDIRECT, hint=True))
    parts = list(dict.fromkeys(parts))
    return [*parts, f"{module.use('_rt.serving', 'Answer', hint=True)}[{' | '.join(parts)}]"]


def told(call: Call) -> Iterator[str]:
    """Yield the documentation of a handler's method: what it is for, and where more is said."""
    width = WIDTH - 8
    yield from lines_of(ended(sentence(call.summary or call.text.prose or call.operation_id)), width - 3)
    yield ""
    yield f"{call.method} {call.path}" if len(call.method) + len(call.path) < width else call.method
    if call.anchor:
        yield ""
        yield call.anchor


def loader(module: Module, call: Call) -> list[str]:
    """Return the function that imports an operation, and the type of its body."""
    operation = module.runtime("wire", "Operation")
    anything = module.library("typing", "Any")
    name = constant(call)
    inner = Module(module.names, module.home, "")
    inner.wanted = {}
    inner.taken[name] = call.home
    body = "None"
    if call.carries in ("record", "value"):
        body = body_type(inner, call, hint=False)
    home = call.home.rpartition(".")[2]
    inner.wanted.setdefault(f".{home}", set()).add(name)
    lines = imports(inner.wanted, 1)
    head = laid(Group(f"def _{call.name}(", (), f") -> tuple[{operation}[{anything}], {anything}]:"))
    said = docstring(f"Import `{call.operation_id}`.")
    one = f"return {name}, {body}"
    back = [one] if len(one) + 4 <= WIDTH else laid(Group("return (", (name, body), ")"), 1)
    return [*head, *indented(said), *indented(lines), "", *indented(back)]


def table(module: Module, calls: Iterable[Call], served: Served) -> list[str]:
    """Return the routes of an API."""
    route = module.runtime("asgi", "Route")
    known = {(call.method, call.path) for call in calls}
    routes = tuple(Group(f"{route}(", tuple(facts(module, call, served, known)), ")") for call in calls)
    return laid(Group(f"ROUTES: tuple[{route}, ...] = (", routes, ")", tuple=True))


def facts(module: Module, call: Call, served: Served, known: set[tuple[str, str]]) -> Iterator[Node]:
    """Yield what a route says."""
    yield f"name={literal(call.name)}"
    yield f"method={literal(call.method)}"
    yield Group("paths=(", tuple(map(literal, paths(call, served, known))), ")", tuple=True)
    yield f"load=_{call.name}"
    segments = within(call, "path")
    if any(kind_of(module, each.type) != "str" or words_of(module, each.type) for each in segments):
        yield Group("segments=(", tuple(param(module, each) for each in segments), ")", tuple=True)
    for place, keyword in (("query", "query"), ("header", "headers")):
        if within(call, place):
            items = tuple(param(module, each) for each in within(call, place))
            yield Group(f"{keyword}=(", items, ")", tuple=True)
    if call.carries:
        yield f"body={literal('bytes' if call.carries == 'bytes' else 'json')}"
    # Clients leave out bodies that need not say anything, whatever the specification asks of them.
    if call.body_required and any(each.required for each in within(call, "body")):
        yield "required=True"
    if any(each.wire == STATE_KEY for each in segments):
        yield Group("blank=(", (literal(STATE_KEY),), ")", tuple=True)


def paths(call: Call, served: Served, known: set[tuple[str, str]]) -> Iterator[str]:
    """Yield the paths of an operation: its own, older ones where it is as old, unstable ones."""
    yield call.path
    others = [each.path for each in call.unstable]
    if not call.text.added_in:
        for prefix, more in served.prefixes.items():
            if call.path.startswith(prefix):
                others += [each + call.path.removeprefix(prefix) for each in more]
    for path in dict.fromkeys(others):
        if (call.method, path) not in known:
            yield path


def param(module: Module, argument: Argument) -> Group:
    """Return what is known of a parameter."""
    many = isinstance(argument.type, ListOf)
    inner = argument.type.item if isinstance(argument.type, ListOf) else argument.type
    items: list[Node] = [literal(argument.name), literal(argument.wire)]
    kind = kind_of(module, inner)
    if kind != "str":
        items.append(f"kind={literal(kind)}")
    if argument.required and argument.place != "path":
        items.append("required=True")
    if many:
        items.append("many=True")
    words = words_of(module, inner)
    if words:
        items.append(Group("values=(", tuple(map(literal, words)), ")", tuple=True))
    if not argument.required and argument.default is not None and simple(argument.type):
        items.append(f"default={value_of(argument.default)}")
    return Group(f"{module.runtime('inputs', 'Param')}(", tuple(items), ")")


def meant(module: Module, type_: Type) -> Type:
    """Return the type that a name stands for, where it is no class."""
    declared: Declaration | None = module.names.declarations.get(type_.key) if isinstance(type_, Named) else None
    return declared.type if isinstance(declared, Alias) else type_


def kind_of(module: Module, type_: Type) -> str:
    """Return how a parameter is read."""
    whole = meant(module, type_)
    if isinstance(whole, MapOf):
        return "rest"
    return KINDS.get(whole, "str")


def words_of(module: Module, type_: Type) -> tuple[str, ...]:
    """Return the words that a parameter may be."""
    whole = meant(module, type_)
    return whole.values if isinstance(whole, Choice) else ()


def application(module: Module) -> list[str]:
    """Return the application class of an API."""
    base = module.runtime("asgi", "Application")
    options = module.runtime("asgi", "Options")
    unpack = module.library("typing", "Unpack")
    return [
        f"class ASGI({base}):",
        *indented(docstring("An ASGI 3 application. Settings are those of `Settings`.")),
        "",
        f"{STEP}def __init__(self, handler: Handler, **settings: {unpack}[{options}]) -> None:",
        f'{STEP}{STEP}"""Take a handler."""',
        f'{STEP}{STEP}settings.setdefault("cors", CORS)',
        f"{STEP}{STEP}super().__init__(handler, Handler, ROUTES, **settings)",
    ]
