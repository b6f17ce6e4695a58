"""Facts about operations: what they are called with and what they answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from specgen.diff.facts import Facts, description, fact, under
from specgen.diff.pairing import Pair, pairs
from specgen.diff.schemas import Comparer
from specgen.diff.security import Home, security
from specgen.diff.standards import raised, swagger_folders
from specgen.location import escape
from specgen.model.api import Encoding, MediaType, Operation, Parameter, RequestBody, Response
from specgen.model.change import Change
from specgen.model.node import dump
from specgen.model.release_history import PLACEHOLDER
from specgen.model.spec import Spec

Placed = tuple[Operation, Home]


def wire_path(operation: Operation) -> str:
    """Return what callers send: method and path, whatever the parameters in it are called."""
    return f"{operation.method} {PLACEHOLDER.sub('{}', operation.endpoint)}"


def title(operation: Operation) -> str:
    """Return the subject of facts about an operation."""
    return f"{operation.method} {operation.endpoint}"


def placed(spec: Spec) -> list[Placed]:
    """Return each operation with its document."""
    swagger = swagger_folders(spec)
    return [(operation, Home(api, api.folder in swagger)) for api in spec.apis for operation in api.operations]


def operations(old: Spec, new: Spec, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about all operations of two specifications."""
    keys = (lambda each: (wire_path(each[0]), each[1].api.folder), lambda each: wire_path(each[0]))
    met = pairs(placed(old), placed(new), keys)
    covered, rest = absorb(met)
    for before, after in covered:
        special = min(before[0], after[0], key=placeholders)
        yield replace(path_fact(before[0], after[0]), subject=title(special))
    for a, b in rest:
        if a is not None and b is not None:
            found = [*operation(a, b, comparer)]
            if wire_path(a[0]) != wire_path(b[0]):
                found = [path_fact(a[0], b[0]), *(each for each in found if not path_only(each))]
            yield from (replace(change, subject=title(b[0])) for change in found)
        elif b is not None:
            yield replace(fact("operation", "", None, outline_of(b[0])), subject=title(b[0]), location=b[0].location)
        elif a is not None:
            gone = fact("operation", "", outline_of(a[0]), None)
            yield replace(gone, subject=title(a[0]), before_location=a[0].location)


def absorb(met: list[Pair[Placed]]) -> tuple[list[tuple[Placed, Placed]], list[Pair[Placed]]]:
    """Return operations whose calls another one takes or took, and all pairs with these brought together.

    `GET /a/{kind}` takes the calls of `GET /a/name`. Where it takes those of one, the two are one operation that
    changed; where it takes those of several, these are still served and the general one came or went by itself.
    """
    gone = [a for a, b in met if a is not None and b is None]
    come = [b for a, b in met if b is not None and a is None]
    found = [(a, b) for a in gone for b in come if covers(a[0], b[0]) or covers(b[0], a[0])]
    left, right = [id(a) for a, _ in found], [id(b) for _, b in found]
    single = [(a, b) for a, b in found if left.count(id(a)) == right.count(id(b)) == 1]
    several = [pair for pair in found if pair not in single]
    served = {id(min(pair, key=lambda each: placeholders(each[0]))) for pair in several}
    done = served | {id(each) for pair in single for each in pair}
    rest = [pair for pair in met if not any(id(each) in done for each in pair if each is not None)]
    return several, [*rest, *single]


def covers(general: Operation, special: Operation) -> bool:
    """Tell whether every call of one operation is also one of another that is more general."""
    parts = [wire_path(operation).split("/") for operation in (general, special)]
    return len(parts[0]) == len(parts[1]) and all(a in (b, "{}") for a, b in zip(*parts, strict=True))


def placeholders(operation: Operation) -> int:
    """Return how many placeholders a path has."""
    return len(PLACEHOLDER.findall(operation.endpoint))


def path_fact(a: Operation, b: Operation) -> Change:
    """Return the fact that an operation takes more or fewer paths."""
    return fact("operation", "path", dump(a.endpoint), dump(b.endpoint), a.location, b.location)


def path_only(change: Change) -> bool:
    """Tell whether a fact only says that there is a placeholder more or less in the path."""
    return change.area == "parameter" and not change.keyword and change.path.startswith("parameter/path/")


def outline_of(operation: Operation) -> str:
    """Return an operation that came or went in a few words."""
    words = {
        "summary": operation.summary,
        "parameters": [f"{parameter.within} {parameter.name}" for parameter in operation.parameters],
        "responses": [response.status for response in operation.responses],
        "deprecated": operation.deprecated or None,
    }
    return dump({name: value for name, value in words.items() if value})


def operation(old: Placed, new: Placed, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about an operation that is on both sides."""
    a, b = level(old, new)
    yield from description(a.description, b.description, a.location, b.location)
    if a.deprecated != b.deprecated:
        yield fact("operation", "deprecated", dump(a.deprecated), dump(b.deprecated), a.location, b.location)
    yield from security(old, new)
    yield from parameters(a, b, comparer)
    yield from body(a, b, comparer)
    yield from responses(a, b, comparer)


def level(old: Placed, new: Placed) -> tuple[Operation, Operation]:
    """Return the operations of both sides; that of an older standard with what it cannot say."""
    a, b = old[0], new[0]
    if old[1].swagger == new[1].swagger:
        return a, b
    return (raised(a, b), b) if old[1].swagger else (a, raised(b, a))


def directed(direction: str, facts: Iterator[Change]) -> Iterator[Change]:
    """Yield facts with the direction that the value travels in."""
    for change in facts:
        yield replace(change, direction="request" if direction == "request" else "response")


def parameters(a: Operation, b: Operation, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about parameters. Those in the path are told apart by their position in it."""
    old, new = by_place(a), by_place(b)
    for place in sorted({*old, *new}):
        before, after = old.get(place), new.get(place)
        shown = after or before
        if shown is not None:
            token = f"parameter/{escape(shown.within)}/{escape(shown.name)}"
            found = named_value((before, after), (a, b), "parameter", comparer)
            yield from directed("request", under(token, "parameter", tuple(found)))


def by_place(operation: Operation) -> dict[tuple[str, str], Parameter]:
    """Return the parameters by where they stand: names in headers have no case, names in a path do not travel."""
    order = {part: str(index) for index, part in enumerate(operation.endpoint.split("/"))}
    return {(each.within, travelling_name(each, order)): each for each in operation.parameters}


def travelling_name(parameter: Parameter, order: Mapping[str, str]) -> str:
    """Return by what a parameter is known to the other side. `order` are the positions of those in the path."""
    if parameter.within == "path":
        return order.get(f"{{{parameter.name}}}", parameter.name)
    return parameter.name.lower() if parameter.within == "header" else parameter.name


def named_value(
    sides: tuple[Parameter | None, Parameter | None],
    parents: tuple[Operation | Response, ...],
    area: str,
    comparer: Comparer,
) -> Iterator[Change]:
    """Yield the facts about a parameter or a header."""
    a, b = sides
    if a is None and b is not None:
        drawn = comparer.outlines(None, b.schema)[1]
        change = fact(area, "", None, drawn, parents[0].location, b.location)
        yield replace(change, required=b.required)
    elif b is None and a is not None:
        drawn = comparer.outlines(a.schema, None)[0]
        change = fact(area, "", drawn, None, a.location, parents[1].location)
        yield replace(change, required=a.required)
    elif a is not None and b is not None:
        yield from flags(a, b, area)
        yield from written(a, b, area, comparer)
        yield from content((a.content, b.content), (a, b), comparer)
        schema = comparer.schemas(a.schema, b.schema)
        inner = [shape.description for shape in comparer.shapes(a.schema, b.schema)]
        yield from description(a.description or inner[0], b.description or inner[1], a.location, b.location)
        yield from (each for each in schema if each.path or each.area != "documentation")


def flags(a: Parameter, b: Parameter, area: str) -> Iterator[Change]:
    """Yield the facts about what a parameter says beside its schema; one in the path is always required."""
    if a.required != b.required and a.within != "path":
        yield fact(area, "required", dump(a.required), dump(b.required), a.location, b.location)
    if a.deprecated != b.deprecated:
        yield fact(area, "deprecated", dump(a.deprecated), dump(b.deprecated), a.location, b.location)


# How values are written where the document does not say it (OpenAPI 3.1, 4.8.12.2).
STYLES = {"query": "form", "cookie": "form"}


def written(a: Parameter, b: Parameter, area: str, comparer: Comparer) -> Iterator[Change]:
    """Yield the fact that lists and objects, or reserved characters, are written in another way."""
    shapes = comparer.shapes(a.schema, b.schema)
    plain = any(shape.types and not shape.types & {"array", "object"} for shape in shapes)
    ways = [way_of(each, plain or bool(each.content)) for each in (a, b)]
    if ways[0] != ways[1]:
        yield fact(area, "style", dump(ways[0]), dump(ways[1]), a.location, b.location)


def way_of(parameter: Parameter, simple: bool) -> str:
    """Return how a parameter is written. `simple`: it is no list or object, so that its style has no effect."""
    style = parameter.style or STYLES.get(parameter.within, "simple")
    explode = style == "form" if parameter.explode is None else parameter.explode
    words = ["plain"] if simple and style not in ("label", "matrix") else [style, *(["exploded"] if explode else [])]
    return ", ".join((*words, *(["reserved characters as they are"] if parameter.reserved else [])))


# How a property of a form is written where the document does not say it: as its type has it.
USUAL = "usual"


def body(a: Operation, b: Operation, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about the request body."""
    old, new = a.request_body, b.request_body
    yield from directed("request", under("request", "body", tuple(request_body((old, new), (a, b), comparer))))


def request_body(
    sides: tuple[RequestBody | None, RequestBody | None], parents: tuple[Operation, Operation], comparer: Comparer
) -> Iterator[Change]:
    """Yield the facts about a request body, seen from it."""
    old, new = sides
    if old is None and new is not None:
        change = fact("body", "", None, types_of(new.content), parents[0].location, new.location)
        yield replace(change, required=new.required)
    elif new is None and old is not None:
        change = fact("body", "", types_of(old.content), None, old.location, parents[1].location)
        yield replace(change, required=old.required)
    elif old is not None and new is not None:
        if old.required != new.required:
            yield fact("body", "required", dump(old.required), dump(new.required), old.location, new.location)
        yield from description(old.description, new.description, old.location, new.location)
        yield from content((old.content, new.content), (old, new), comparer)


def types_of(media: tuple[MediaType, ...]) -> str:
    """Return the names of media types as JSON."""
    return dump([each.media_type for each in media])


def content(
    sides: tuple[tuple[MediaType, ...], tuple[MediaType, ...]],
    parents: tuple[RequestBody | Response | Parameter, ...],
    comparer: Comparer,
) -> Iterator[Change]:
    """Yield the facts about the media types of a body."""
    old, new = ({plain(each.media_type): each for each in side} for side in sides)
    for name in sorted({*old, *new}):
        token = escape(name)
        if name not in old:
            drawn = comparer.outlines(None, new[name].schema)[1]
            yield replace(fact("media-type", "", None, drawn, parents[0].location, new[name].location), path=token)
        elif name not in new:
            drawn = comparer.outlines(old[name].schema, None)[0]
            yield replace(fact("media-type", "", drawn, None, old[name].location, parents[1].location), path=token)
        else:
            yield from under(token, "body", comparer.schemas(old[name].schema, new[name].schema))
            yield from under(token, "body", tuple(encodings(old[name], new[name], comparer)))


def encodings(a: MediaType, b: MediaType, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts that properties of a form are written in another way."""
    shapes = comparer.shapes(a.schema, b.schema)
    before, after = ({each.name: encoding_text(each) for each in media.encoding} for media in (a, b))
    for name in sorted(shapes[0].properties.keys() & shapes[1].properties.keys()):
        ways = before.get(name, USUAL), after.get(name, USUAL)
        if ways[0] != ways[1]:
            change = fact("property", "style", dump(ways[0]), dump(ways[1]), a.location, b.location)
            yield replace(change, path=escape(name))


def encoding_text(encoding: Encoding) -> str:
    """Return how a property of a form is written; names of media types have no case."""
    exploded = None if encoding.explode is None else "exploded" if encoding.explode else "not exploded"
    reserved = "reserved characters as they are" if encoding.reserved else None
    kind = plain(encoding.content_type) if encoding.content_type else None
    return ", ".join(filter(None, (kind, encoding.style, exploded, reserved))) or USUAL


def plain(media_type: str) -> str:
    """Return a media type as it is compared: its case and the blanks in it do not matter."""
    return re.sub(r"\s+", "", media_type).lower()


def responses(a: Operation, b: Operation, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about responses."""
    old, new = ({each.status.upper(): each for each in side.responses} for side in (a, b))
    for status in sorted({*old, *new}):
        before, after = old.get(status), new.get(status)
        found: Facts = ()
        if before is None and after is not None:
            found = (fact("response", "", None, types_of(after.content), a.location, after.location),)
        elif after is None and before is not None:
            found = (fact("response", "", types_of(before.content), None, before.location, b.location),)
        elif before is not None and after is not None:
            found = tuple(response(before, after, comparer))
        yield from directed("response", under(f"response/{escape(status)}", "response", found))


def response(old: Response, new: Response, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about a response that is on both sides, seen from it."""
    yield from description(old.description, new.description, old.location, new.location)
    before, after = (headers(each) for each in (old, new))
    for name in sorted({*before, *after}):
        sides = before.get(name), after.get(name)
        shown = (sides[1] or sides[0] or new.headers[0]).name
        yield from under(f"header/{escape(shown)}", "header", tuple(named_value(sides, (old, new), "header", comparer)))
    if bool(old.content) != bool(new.content):
        contents = [types_of(each.content) if each.content else None for each in (old, new)]
        yield fact("body", "", contents[0], contents[1], old.location, new.location)
    else:
        yield from content((old.content, new.content), (old, new), comparer)


def headers(response: Response) -> Mapping[str, Parameter]:
    """Return the headers by name, whose case does not matter."""
    return {header.name.lower(): header for header in response.headers}
