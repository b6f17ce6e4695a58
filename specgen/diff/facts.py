"""How facts are made, and how they look from one level above."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from specgen.diff.outline import outline
from specgen.diff.shape import Shapes, Term
from specgen.location import NOWHERE, Location, escape
from specgen.model.change import Change
from specgen.model.node import dump

Facts = tuple[Change, ...]
# An area that the one who asks fills in: what it is whose schema this is.
HERE = ""


def fact(area: str, keyword: str, before: str | None, after: str | None, *places: Location) -> Change:
    """Return a change from its old and new value and place."""
    kind: Literal["added", "removed", "changed"]
    kind = "added" if before is None else "removed" if after is None else "changed"
    return Change(
        kind=kind,
        area=area,
        keyword=keyword,
        before=before,
        after=after,
        before_location=places[0] if places else NOWHERE,
        location=places[1] if places else NOWHERE,
    )


def came(shapes: Shapes, area: str, token: str, term: Term, state: tuple[Location, bool]) -> Change:
    """Return the fact that a schema is new. `state` is its parent's old place and whether it is required."""
    change = fact(area, "", None, outline(shapes, term), state[0], shapes.shape(term).location)
    return replace(change, path=token, required=state[1])


def went(shapes: Shapes, area: str, token: str, term: Term, state: tuple[Location, bool]) -> Change:
    """Return the fact that a schema is gone. `state` is its parent's new place and whether it was required."""
    change = fact(area, "", outline(shapes, term), None, shapes.shape(term).location, state[0])
    return replace(change, path=token, required=state[1])


def boundless(old: tuple[Shapes, Term], new: tuple[Shapes, Term], lenient: bool) -> Iterator[Change]:
    """Yield the fact that anything was or is allowed. `lenient`: one side has no words for alternatives."""
    a, b = (shapes.shape(term) for shapes, term in (old, new))
    if (a.anything and b.anything) or (lenient and (a.alternatives or b.alternatives)):
        return
    before, after = None if a.anything else outline(*old), None if b.anything else outline(*new)
    yield fact(HERE, "schema", before, after, a.location, b.location)


def weight(facts: Facts) -> int:
    """Return how many facts there are that are not about words."""
    return sum(change.area != "documentation" for change in facts)


def token_of(name: str) -> str:
    """Return the token of a path for an alternative."""
    return escape(f"({name})")


def under(token: str, area: str, facts: Facts) -> Iterator[Change]:
    """Yield facts as seen from one level above."""
    for change in facts:
        path = f"{token}/{change.path}" if change.path else token
        yield replace(change, path=path, area=change.area or area)


def description(old: str | None, new: str | None, *places: Location) -> Iterator[Change]:
    """Yield the fact that words changed; blanks and line breaks do not count."""
    before, after = " ".join((old or "").split()), " ".join((new or "").split())
    if before != after:
        texts = [dump(text) if text else None for text in (before, after)]
        yield fact("documentation", "description", texts[0], texts[1], *places)
