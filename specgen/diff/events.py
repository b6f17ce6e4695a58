"""Facts about event types, and about definitions that pages show without an operation."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from specgen.diff.facts import fact, under, weight
from specgen.diff.pairing import Pair, pairs
from specgen.diff.schemas import Comparer
from specgen.diff.shape import Shape, Shapes
from specgen.location import Location
from specgen.model.change import Change
from specgen.model.schema import Schema, children
from specgen.model.spec import Spec

# How a page asks for a definition: `{{% definition path="api/…" %}}`.
SHOWN = re.compile(r"\{\{[%<]\s*definition\s[^}]*?path=\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Content:
    """Something that is sent as well as received. `wire` is what tells it apart whatever its file is called."""

    name: str
    schema: Schema
    wire: Hashable
    location: Location


def events(old: Spec, new: Spec, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about event types."""
    left, right = (
        [
            Content(event.name, event.schema, wire_name(event.schema, shapes), event.location)
            for event in spec.event_types
        ]
        for spec, shapes in ((old, comparer.old), (new, comparer.new))
    )
    yield from facts_of(pairs(left, right, (lambda each: each.name, lambda each: each.wire)), "event", comparer)


def wire_name(schema: Schema, shapes: Shapes) -> Hashable:
    """Return by what an event is known: its type, with the message's type where it has one."""
    shape = shapes.shape(shapes.term((schema,)))
    content = shapes.shape(shape.properties["content"]) if "content" in shape.properties else shape
    found = [each.properties.get(name) for each, name in ((shape, "type"), (content, "msgtype"))]
    return tuple(shapes.shape(term).allowed if term else () for term in found)


def definitions(old: Spec, new: Spec, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about definitions on pages: formats of room versions, of files, of what other standards carry.

    One that was part of something else before, or is now, has not come or gone.
    """
    left, right = shown_definitions(old), shown_definitions(new)
    met, gone, come = paired((left, right), comparer)
    outside = (inner_schemas(old, left, come), inner_schemas(new, right, gone))
    met.extend((a, elsewhere(a, outside[1], comparer.old, comparer.new)) for a in gone)
    met.extend((elsewhere(b, outside[0], comparer.new, comparer.old), b) for b in come)
    yield from facts_of(met, "definition", comparer)


def paired(
    sides: tuple[list[Content], list[Content]], comparer: Comparer
) -> tuple[list[Pair[Content]], list[Content], list[Content]]:
    """Return what belongs together, by name or else by the fewest differences, and what is left of both sides."""
    by_name = pairs(*sides, (lambda each: each.name,))
    met = [pair for pair in by_name if None not in pair]
    gone = [a for a, b in by_name if a is not None and b is None]
    come = [b for a, b in by_name if b is not None and a is None]
    likely = [(a, b) for a in gone for b in come if similar(comparer.shapes(a.schema, b.schema))]
    for a, b in sorted(likely, key=lambda pair: weight(comparer.schemas(pair[0].schema, pair[1].schema))):
        if a in gone and b in come:
            met.append((a, b))
            gone.remove(a)
            come.remove(b)
    return met, gone, come


def similar(shapes: tuple[Shape, Shape]) -> bool:
    """Tell whether two objects have most properties in common."""
    names = [shape.properties.keys() for shape in shapes]
    return 4 * len(names[0] & names[1]) >= 3 * len(names[0] | names[1])


def elsewhere(content: Content, inner: dict[str, list[Schema]], mine: Shapes, theirs: Shapes) -> Content | None:
    """Return the schema that a definition was taken from or went to, by its title, under the definition's name."""
    wanted = mine.shape(mine.term((content.schema,)))
    for schema in inner.get(wanted.title or "", ()):
        found = theirs.shape(theirs.term((schema,)))
        if similar((wanted, found)):
            return replace(content, schema=schema, location=found.location)
    return None


def inner_schemas(spec: Spec, shown: list[Content], wanted: list[Content]) -> dict[str, list[Schema]]:
    """Return the schemas of a specification by title; nothing if none is wanted. Definitions on pages do not count."""
    known = {id(each.schema) for each in shown}
    result: dict[str, list[Schema]] = {}
    for schema in every_schema(spec) if wanted else ():
        if schema.title and id(schema) not in known:
            result.setdefault(schema.title, []).append(schema)
    return result


def every_schema(spec: Spec) -> Iterator[Schema]:
    """Yield each schema of files, events, requests and responses, and those inside them."""
    queue = [*(each.schema for each in spec.schemas), *(event.schema for event in spec.event_types), *sent(spec)]
    while queue:
        schema = queue.pop()
        yield schema
        queue.extend(children(schema))


def sent(spec: Spec) -> Iterator[Schema]:
    """Yield the schemas of what requests and responses carry."""
    for operation in (operation for api in spec.apis for operation in api.operations):
        bodies = (
            operation.request_body.content if operation.request_body else (),
            *(r.content for r in operation.responses),
        )
        yield from (media.schema for content in bodies for media in content)


def shown_definitions(spec: Spec) -> list[Content]:
    """Return the definitions that pages show, each once, by the names of their files."""
    known = {named.name.rpartition(".")[0]: named for named in spec.schemas if "#" not in named.name}
    start = f"{spec.data_root}/" if spec.data_root else ""
    texts = (*(page.body for page in spec.pages), *(text.body for text in spec.inclusions))
    asked = dict.fromkeys(f"{start}{path}" for text in texts for path in SHOWN.findall(text))
    found = [known.get(path) or known.get(path.rpartition(".")[0]) for path in asked]
    return [
        Content(stem(each.name), each.schema, each.name, each.schema.location) for each in found if each is not None
    ]


def stem(name: str) -> str:
    """Return the name of a file without folder and extension."""
    return name.rpartition("/")[2].rpartition(".")[0]


def facts_of(met: list[Pair[Content]], area: str, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about pairs of events or definitions."""
    for a, b in met:
        if a is not None and b is not None:
            for change in under("", area, comparer.schemas(a.schema, b.schema)):
                yield replace(change, subject=b.name, path=change.path.lstrip("/"))
            continue
        drawn = comparer.outlines(a.schema if a else None, b.schema if b else None)
        for side in filter(None, (a, b)):
            yield replace(fact(area, "", *drawn, side.location, side.location), subject=side.name)
