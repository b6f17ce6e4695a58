"""Writes operations without a network: what to send, and how to read what comes back."""

from collections.abc import Iterator

from specgen.codegen.emit.module import Module
from specgen.codegen.emit.signature import (
    Function,
    accepted,
    answered,
    arguments_of,
    overloads,
    required_first,
    signature,
)
from specgen.codegen.ir import Argument, Call, Scalar
from specgen.codegen.prose import ended, lines_of
from specgen.codegen.python import STEP, WIDTH, Group, Node, docstring, indented, laid, literal


def write_operation(module: Module, call: Call) -> None:
    """Add the constant and the function of an operation."""
    operation = module.runtime("wire", "Operation")
    result = module.type(call.result)
    name = constant(call)
    head = [f"{name}: {operation}[{result}] = {operation}("]
    if len(head[0]) > WIDTH:
        short = f"{name} = {operation}[{result}]("
        head = [short] if len(short) <= WIDTH else [f"{name} = {operation}[", f"{STEP}{result}", "]("]
    module.add([*head, *(f"{STEP}{line}" for item in facts(module, call) for line in laid(item, 1, ",")), ")"])
    module.add(function(module, call, name))


def constant(call: Call) -> str:
    """Return the name of an operation's constant."""
    return call.name.upper().rstrip("_")


def facts(module: Module, call: Call) -> Iterator[Node]:
    """Yield what an operation's constant says."""
    yield f"name={literal(call.operation_id)}"
    yield f"method={literal(call.method)}"
    yield f"path={literal(call.path)}"
    yield Group("answers={", tuple(f"{each.status}: {module.type(each.type)}" for each in call.answers), "}")
    if call.auth:
        yield f"auth={literal(call.auth)}"
    if call.optional_auth:
        yield "optional_auth=True"
    if call.failures:
        yield Group("errors={", tuple(f"{literal(each.code)}: {each.statuses}" for each in call.failures), "}")
    if call.text.added_in:
        yield f"added_in={literal(f'v{call.text.added_in}')}"
    if call.text.deprecated:
        yield "deprecated=True"
    if call.rate_limited:
        yield "rate_limited=True"
    if call.unstable:
        unstable = module.runtime("wire", "Unstable")
        paths = (Group(f"{unstable}(", (literal(each.path), literal(each.feature)), ")") for each in call.unstable)
        yield Group("unstable=(", tuple(paths), ")", tuple=True)


def function(module: Module, call: Call, name: str) -> list[str]:
    """Return the function that makes a request."""
    request = module.runtime("wire", "Request")
    head = Function(f"def {call.name}(", call, f"{request}[{module.type(answered(call))}]", inside=f"{request}[%s]")
    lines = [line for each in overloads(module, head) for line in (*each, "", "")]
    lines += signature(module, head)
    lines += indented(docstring("\n".join(told(call))))
    body, given = sending(module, call)
    if call.twin is not None and call.chooser is not None:
        how = (name, module.type(call.twin.type), f"{call.chooser.name} == {literal(call.twin.value)}")
        body += laid(Group(f"chosen = {module.runtime('wire', 'answering')}(", how, ")"), 1)
        name = "chosen"
    return [*lines, *indented(body), *indented(laid(Group(f"return {name}.request(", tuple(given), ")"), 1))]


def told(call: Call) -> Iterator[str]:
    """Yield the lines of an operation's documentation."""
    width = WIDTH - 4
    yield from lines_of(ended(call.summary or call.operation_id), width - 3)
    if call.text.prose.strip() and call.text.prose.strip() != call.summary:
        yield ""
        yield from lines_of(call.text.prose, width)
    described = [each for each in arguments_of(call) if each.text.prose]
    if described:
        yield ""
        yield "Args:"
        for each in required_first(described):
            yield from (f"{STEP}{line}" for line in argument_lines(each, width - 4))
    notes = [f"Added in v{call.text.added_in}."] if call.text.added_in else []
    notes += [f"Changed in v{version}: {words}" for version, words in call.text.changed_in]
    notes += ["Deprecated."] if call.text.deprecated and "deprecated" not in call.text.prose.lower() else []
    for note in notes:
        yield ""
        yield from lines_of(note, width)
    if call.anchor:
        yield ""
        yield call.anchor


def argument_lines(argument: Argument, width: int) -> list[str]:
    """Return what is said of an argument: its first paragraph."""
    prose = argument.text.prose.strip().partition("\n\n")[0]
    added = f" [Added in v{argument.text.added_in}]" if argument.text.added_in else ""
    first, *rest = lines_of(f"{argument.name}: {ended(prose)}{added}", width - 4)
    return [first, *(STEP + line for line in rest)]


def sending(module: Module, call: Call) -> tuple[list[str], list[Node]]:
    """Return the statements that make a body, and the arguments of the request."""
    lines: list[str] = []
    given: list[Node] = []
    places: dict[str, list[Argument]] = {}
    for each in call.arguments:
        places.setdefault(each.place, []).append(each)
    if "path" in places:
        given.append(
            Group("{", tuple(f"{literal(each.wire)}: {path_value(module, call, each)}" for each in places["path"]), "}")
        )
    for place, keyword in (("query", "query"), ("header", "headers")):
        if place in places:
            items = tuple(f"{literal(each.wire)}: {each.name}" for each in places[place])
            given.append(Group(f"{keyword}={{", items, "}"))
    if call.carries == "record":
        members = tuple(f"{each.name}={member_value(each)}" for each in places.get("body", ()))
        lines = laid(Group(f"body = {module.type(call.body or Scalar('Any'))}(", members, ")"), 1)
        given.append("json=body")
    elif call.carries == "value":
        name = places["body"][0].name
        sent = f"{module.runtime('events', 'json_content')}({name})" if call.content_by else name
        given.append(f"json={sent}")
    elif call.carries == "bytes":
        given.extend(("content=content", "content_type=content_type"))
    return lines, given


def member_value(argument: Argument) -> str:
    """Return what a member of a body is set to."""
    return f"{argument.name} or {{}}" if argument.name == "extra" and not argument.wire else argument.name


def path_value(module: Module, call: Call, argument: Argument) -> str:
    """Return what stands in the path: an argument, or what is made where it is not given."""
    if argument.name == call.content_by:
        return f"{module.runtime('events', 'event_type_of')}(content, {argument.name})"
    if accepted(argument):
        return f"{argument.name} or {module.runtime('wire', 'transaction_id')}()"
    return argument.name
