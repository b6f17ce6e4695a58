"""Every place in what an operation or event carries, by the paths that facts have, and the marks that stand there."""

from collections.abc import Iterator

from specgen.diff.alternatives import label
from specgen.diff.facts import token_of
from specgen.diff.operations import title
from specgen.diff.shape import ANYTHING, Shape, Shapes, Term
from specgen.location import escape
from specgen.model.api import MediaType, Operation, Parameter
from specgen.model.release_history import Mark, key_of
from specgen.model.schema import Schema
from specgen.model.spec import Spec

# A version, and the text of a mark of change; without one the mark is of an addition.
Note = tuple[str, str | None]


class Walker:
    """Walks through schemas of one specification; a class because it remembers which of them hold marks."""

    def __init__(self, shapes: Shapes) -> None:
        """Take what follows references."""
        self.shapes = shapes
        self.done: dict[tuple[int, ...], tuple[tuple[str, Note], ...]] = {}
        self.open: set[tuple[int, ...]] = set()

    def notes(self, term: Term) -> tuple[tuple[str, Note], ...]:
        """Return path and content of each mark in a term, itself included; what comes round is not entered again."""
        key = self.shapes.key(term)
        if key in self.done:
            return self.done[key]
        if key in self.open:
            return ()
        self.open.add(key)
        found = [("", note) for schema in term for note in notes_of(schema)]
        for token, part in parts(self.shapes, self.shapes.shape(term)):
            found.extend((joined(token, path), note) for path, note in self.notes(part))
        self.open.remove(key)
        self.done[key] = tuple(dict.fromkeys(found))
        return self.done[key]

    def fields(self, term: Term, seen: frozenset[tuple[int, ...]] = frozenset()) -> Iterator[str]:
        """Yield the path of each place in a term but itself."""
        key = self.shapes.key(term)
        for token, part in parts(self.shapes, self.shapes.shape(term)) if key not in seen else ():
            yield token
            yield from (f"{token}/{path}" for path in self.fields(part, seen | {key}))


def joined(*tokens: str) -> str:
    """Return tokens as a path, those that are empty left out."""
    return "/".join(filter(None, tokens))


def notes_of(item: Schema | Operation | Parameter) -> Iterator[Note]:
    """Yield the marks of one thing."""
    if item.added_in:
        yield item.added_in, None
    yield from item.changed_in


def parts(shapes: Shapes, shape: Shape) -> Iterator[tuple[str, Term]]:
    """Yield what is directly inside a shape, by the tokens that facts have for it."""
    yield from ((escape(name), term) for name, term in shape.properties.items())
    yield from ((escape(f"<{name}>"), term) for name, term in shape.patterns.items())
    if shape.additional is not None and shape.additional is not ANYTHING:
        yield "*", shape.additional
    if shape.items is not ANYTHING:
        yield "[]", shape.items
    yield from ((token_of(label(shapes, term)), term) for term in shape.alternatives)


def carried(operation: Operation) -> Iterator[tuple[str, Schema]]:
    """Yield the schema of each parameter, body and header of an operation, with its path."""
    for parameter in operation.parameters:
        start = joined("parameter", escape(parameter.within), escape(parameter.name))
        yield start, parameter.schema
        yield from contents(start, parameter.content)
    if operation.request_body is not None:
        yield from contents("request", operation.request_body.content)
    for response in operation.responses:
        start = joined("response", escape(response.status))
        for header in response.headers:
            yield joined(start, "header", escape(header.name)), header.schema
        yield from contents(start, response.content)


def contents(start: str, content: tuple[MediaType, ...]) -> Iterator[tuple[str, Schema]]:
    """Yield the schema of each media type, with its path."""
    return ((joined(start, escape(media.media_type)), media.schema) for media in content)


def marks(spec: Spec, walker: Walker) -> Iterator[Mark]:
    """Yield the marks of all operations and events, with the subjects and paths of facts about the same places."""
    for operation in (each for api in spec.apis for each in api.operations):
        for path, note in operation_notes(operation, walker):
            yield Mark(title(operation), path, *note)
    for event in spec.event_types:
        for path, note in walker.notes(walker.shapes.term((event.schema,))):
            yield Mark(event.name, path, *note)


def operation_notes(operation: Operation, walker: Walker) -> Iterator[tuple[str, Note]]:
    """Yield path and content of each mark of an operation."""
    yield from (("", note) for note in notes_of(operation))
    for parameter in operation.parameters:
        path = joined("parameter", escape(parameter.within), escape(parameter.name))
        yield from ((path, note) for note in notes_of(parameter))
    for response in operation.responses:
        path = joined("response", escape(response.status))
        yield from ((path, (version, text)) for version, text in response.changed_in)
        if response.added_in:
            yield path, (response.added_in, None)
    for start, schema in carried(operation):
        yield from ((joined(start, path), note) for path, note in walker.notes(walker.shapes.term((schema,))))


def fields(spec: Spec, name: str, shapes: Shapes) -> tuple[str, ...]:
    """Return the path of each place in a subject: a schema where an operation carries one, and all below it."""
    walker, wanted = Walker(shapes), key_of(name)
    starts = [("", event.schema) for event in spec.event_types if event.name == name]
    for operation in (each for api in spec.apis for each in api.operations):
        starts.extend(carried(operation) if key_of(title(operation)) == wanted else ())
    found = ((start, path) for start, schema in starts for path in ("", *walker.fields(shapes.term((schema,)))))
    return tuple(dict.fromkeys(filter(None, (joined(start, path) for start, path in found))))
