"""Every example of a tree beside the schema that it has to fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specgen.check.documents.event_types import event_examples
from specgen.check.documents.follow import follow
from specgen.check.documents.schema_objects import VALUES, plain_parameters, schema_objects
from specgen.check.documents.walk_values import Seen, walk_value
from specgen.check.once import once
from specgen.check.rule import Finding
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.resolve import merge_values
from specgen.model.subject import Subject

KINDS = ("example", "x-example")
Triple = tuple[Node, Node, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One example as written, the schema that it is an example of, and both with every reference resolved."""

    node: Node
    schema: Node
    value: Any
    expanded: Any
    called: str = ""

    @property
    def name(self) -> str:
        """Return the name of the property or parameter that this is an example of, where it is one."""
        tokens = self.schema.pointer.split("/")
        return self.called or (tokens[-1] if len(tokens) > 1 and tokens[-2] == "properties" else "")


@once
def samples(subject: Subject) -> tuple[Sample, ...]:
    """Return every example: of events, of schemas at any depth, of parameters, headers, bodies."""
    return tuple(
        Sample(node, schema, value_of(subject, node), subject.expand(schema), called)
        for node, schema, called in triples(subject)
    )


def value_of(subject: Subject, node: Node) -> Any:
    """Return an example's value: references resolved and `allOf` merged, as it is shown."""
    return merged(subject.expand(node))


def merged(value: Any) -> Any:
    """Return a value with every `allOf` in it merged."""
    if isinstance(value, list):
        return [merged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if not isinstance(value.get("allOf"), list):
        return {key: merged(item) for key, item in value.items()}
    result: Any = {}
    for base in (*value["allOf"], {key: item for key, item in value.items() if key != "allOf"}):
        result = merge_values(result, merged(base))
    return result


def triples(subject: Subject) -> Iterator[Triple]:
    """Yield each example, its schema, and the name of the parameter that it is an example of."""
    for event in event_examples(subject):
        yield event.node, event.schema, ""
    for node in schema_objects(subject):
        yield from of_schema(node)
    for node in plain_parameters(subject):
        yield from ((node.get(key), node, str(node.value.get("name", ""))) for key in KINDS if key in node.value)
    for document in subject.of_kind("api"):
        yield from below(subject, document.root)


def of_schema(node: Node) -> Iterator[Triple]:
    """Yield the examples of a schema object."""
    yield from ((node.get(key), node, "") for key in KINDS if key in node.value)
    yield from ((item, node, "") for item in node.get("examples").elements())


def below(subject: Subject, node: Node) -> Iterator[Triple]:
    """Yield the examples of everything with a `schema` at or below a node that is itself no schema."""
    for item in node.elements():
        yield from below(subject, item)
    if not isinstance(node.value, dict):
        return
    if isinstance(node.value.get("schema"), dict):
        called = str(node.value.get("name", "")) if "in" in node.value else ""
        yield from ((example, node.get("schema"), called) for example in of_holder(subject, node))
    for key, value in node.value.items():
        if isinstance(value, dict | list) and key not in (*VALUES, "schema", "schemas", "definitions"):
            yield from below(subject, node.get(key))


def of_holder(subject: Subject, holder: Node) -> Iterator[Node]:
    """Yield the examples of a media type, a parameter, a header, or a response of Swagger 2.0."""
    yield from (holder.get(key) for key in KINDS if key in holder.value and is_meant(holder, key))
    for name, entry in holder.get("examples").items():
        meant = follow(subject, entry)
        if "/" in name:
            yield from [entry] if "json" in name else []
        elif isinstance(meant.value, dict) and "value" in meant.value and (is_json(holder) or not is_text(meant)):
            yield meant.get("value")


def is_meant(holder: Node, key: str) -> bool:
    """Tell whether a value is JSON: a text that stands for a body of another media type is not."""
    return is_json(holder) or not isinstance(holder.value[key], str)


def is_json(holder: Node) -> bool:
    """Tell whether what has a schema is JSON's media type, or none."""
    media = holder.pointer.rpartition("/")[2]
    return "~1" not in media or "json" in media


def is_text(example: Node) -> bool:
    """Tell whether the value of an example object is a text."""
    return isinstance(example.value["value"], str)


@dataclass(frozen=True, slots=True)
class Visit:
    """One value in an example: the example, where its own value starts, and the value with the schemas for it."""

    sample: Sample
    start: tuple[str, ...]
    seen: Seen


@once
def visits(subject: Subject) -> tuple[Visit, ...]:
    """Return every value in every example."""
    found: list[Visit] = []
    for sample in samples(subject):
        value, start = unwrapped(sample)
        found.extend(Visit(sample, start, seen) for seen in walk_value(subject, value, [sample.schema]))
    return tuple(found)


def at_each_place(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the first of those findings that say the same of the same place: an example may be shown in many."""
    seen: set[tuple[Location, str]] = set()
    for each in findings:
        if (each.location, each.message) not in seen:
            seen.add((each.location, each.message))
            yield each


def unwrapped(sample: Sample) -> tuple[Any, tuple[str, ...]]:
    """Return an example's value and where it starts: one that shows its key too is wrapped in its schema's title."""
    title = sample.expanded.get("title") if isinstance(sample.expanded, dict) else None
    if isinstance(sample.value, dict) and isinstance(title, str) and list(sample.value) == [title]:
        return sample.value[title], (title,)
    return sample.value, ()
