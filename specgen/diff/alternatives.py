"""Which alternative of one schema is which of another: their order and their titles are not on the wire."""

import json
from collections.abc import Callable, Sequence

from specgen.diff.shape import Shape, Shapes, Term

Pair = tuple[int, int]
Weight = tuple[int, int]


def label(shapes: Shapes, term: Term) -> str:
    """Return what to call an alternative: its title, else the value that tells it apart, else its type."""
    shape = shapes.shape(term)
    if shape.title:
        return shape.title
    for inner in map(shapes.shape, shape.properties.values()):
        if len(inner.allowed) == 1 and inner.allowed[0].startswith('"'):
            return str(json.loads(inner.allowed[0]))
    named = shape.keywords["format"]
    return str(json.loads(named)) if named else " or ".join(sorted(shape.types)) or "anything"


def match(
    old: Sequence[Shape], new: Sequence[Shape], names: tuple[list[str], list[str]], weigh: Callable[[Pair], Weight]
) -> list[Pair]:
    """Return which of `old` is which of `new`, by index: those without a difference, of one name, then the nearest.

    `names` are the labels of both; `weigh` counts the facts about a pair: those about what travels, and all. Of those
    that travel alike the ones with the same words belong together.
    """
    left, right = set(range(len(old))), set(range(len(new)))
    found: list[Pair] = []
    weights = {(a, b): weigh((a, b)) for a in left for b in right}
    same_name = {
        (a, b) for a, b in weights if lone_name(names[0], a) and lone_name(names[1], b) and names[0][a] == names[1][b]
    }

    def near(pair: Pair) -> tuple[bool, int, bool, Weight, Pair]:
        wire, words = weights[pair]
        return wire > 0, 0 if wire else words, pair not in same_name, (wire, words), pair

    order = sorted(weights, key=near)
    for a, b in order:
        if a in left and b in right and (weights[a, b][0] == 0 or alike(old[a], new[b])):
            found.append((a, b))
            left.remove(a)
            right.remove(b)
    return sorted(found)


def lone_name(names: list[str], index: int) -> bool:
    """Tell whether no other alternative has the same name."""
    return names.count(names[index]) == 1


def alike(a: Shape, b: Shape) -> bool:
    """Tell whether two alternatives can be taken for one that changed: types meet, and so do properties."""
    types = not a.types or not b.types or bool(a.types & b.types)
    return types and (not a.properties or not b.properties or bool(a.properties.keys() & b.properties.keys()))
