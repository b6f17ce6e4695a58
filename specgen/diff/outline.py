"""A schema in few words: what is shown of a thing that came or went."""

import json
from typing import Any

from specgen.diff.shape import ANYTHING, Shape, Shapes, Term
from specgen.model.node import dump

DEEPEST = 4


def outline(shapes: Shapes, term: Term) -> str:
    """Return a term as one JSON Schema without references and words, cut where it is deep."""
    return dump(draw(shapes, term, DEEPEST))


def draw(shapes: Shapes, term: Term, depth: int) -> dict[str, Any]:
    """Return one level and, as far as `depth` allows, those below it."""
    shape = shapes.shape(term)
    result: dict[str, Any] = own(shape)
    if depth == 0:
        return result
    if shape.properties:
        result["properties"] = {name: draw(shapes, inner, depth - 1) for name, inner in shape.properties.items()}
        result["required"] = sorted(shape.required)
    if shape.patterns:
        result["patternProperties"] = {name: draw(shapes, inner, depth - 1) for name, inner in shape.patterns.items()}
    if shape.additional is None:
        result["additionalProperties"] = False
    elif shape.additional is not ANYTHING:
        result["additionalProperties"] = draw(shapes, shape.additional, depth - 1)
    if shape.items is not ANYTHING:
        result["items"] = draw(shapes, shape.items, depth - 1)
    result.update((name, draw(shapes, inner, depth - 1)) for name, inner in shape.inner.items())
    if shape.alternatives:
        result["anyOf"] = [draw(shapes, inner, depth - 1) for inner in shape.alternatives]
    return {name: value for name, value in result.items() if value not in ([], {})}


def own(shape: Shape) -> dict[str, Any]:
    """Return the keywords of a shape that hold no schemas."""
    result: dict[str, Any] = {"type": one_or_all(sorted(shape.types)), "enum": list(map(json.loads, shape.allowed))}
    result.update((name, value and json.loads(value)) for name, value in shape.keywords.items())
    result.update((name, json.loads(value)) for name, value in sorted(shape.facets.items()))
    result["deprecated"] = shape.deprecated or None
    return {name: value for name, value in result.items() if value not in (None, [])}


def one_or_all(names: list[str]) -> str | list[str]:
    """Return the only name, or all of them."""
    return names[0] if len(names) == 1 else names


def types_text(shape: Shape) -> str | None:
    """Return the types of a shape as JSON, None where every type fits."""
    return dump(one_or_all(sorted(shape.types))) if shape.types else None
