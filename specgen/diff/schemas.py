"""Facts about two schemas, at any depth."""

import json
from collections.abc import Iterator
from dataclasses import replace

from specgen.diff.alternatives import label, match
from specgen.diff.facts import HERE, Facts, boundless, came, description, fact, token_of, under, weight, went
from specgen.diff.outline import outline, types_text
from specgen.diff.shape import ANYTHING, KEYWORDS, Shape, Shapes, Term
from specgen.location import NOWHERE, escape
from specgen.model.change import Change
from specgen.model.node import dump
from specgen.model.schema import Schema


class Comparer:
    """Compares terms of two specifications; a class because it remembers what it compared.

    Schemas that contain themselves are the same if they differ nowhere before they come round again. So a result that
    was found while an outer pair was still open, and that relied on it, is not remembered. `lenient`: one side is
    written in Swagger 2.0, which has no `null`, no alternatives and no patterns for names.
    """

    def __init__(self, old: Shapes, new: Shapes, lenient: bool = False) -> None:
        """Take both sides."""
        self.old = old
        self.new = new
        self.lenient = lenient
        self.done: dict[tuple[tuple[int, ...], tuple[int, ...]], Facts] = {}
        self.open: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        self.cuts = 0

    def schemas(self, old: Schema, new: Schema) -> Facts:
        """Return the facts about two schemas."""
        return self.terms(self.old.term((old,)), self.new.term((new,)))

    def outlines(self, old: Schema | None, new: Schema | None) -> tuple[str | None, str | None]:
        """Return the schema of each side in a few words, None where there is none."""
        before = None if old is None else outline(self.old, self.old.term((old,)))
        return before, None if new is None else outline(self.new, self.new.term((new,)))

    def shapes(self, old: Schema, new: Schema) -> tuple[Shape, Shape]:
        """Return the first level of two schemas."""
        return self.old.shape(self.old.term((old,))), self.new.shape(self.new.term((new,)))

    def terms(self, old: Term, new: Term) -> Facts:
        """Return the facts about two terms."""
        key = (self.old.key(old), self.new.key(new))
        if key in self.done:
            return self.done[key]
        if key in self.open:
            self.cuts += 1
            return ()
        before = self.cuts
        self.open.add(key)
        facts = tuple(self.compare(old, new))
        self.open.remove(key)
        if not self.open or self.cuts == before:
            self.done[key] = facts
        return facts

    def compare(self, old: Term, new: Term) -> Iterator[Change]:
        """Yield the facts about two terms: words, then keywords, then what is inside."""
        a, b = self.old.shape(old), self.new.shape(new)
        yield from description(a.description, b.description, a.location, b.location)
        if a.deprecated != b.deprecated:
            yield fact(HERE, "deprecated", dump(a.deprecated), dump(b.deprecated), a.location, b.location)
        if a.anything or b.anything:
            yield from boundless((self.old, old), (self.new, new), self.lenient)
        elif chooses(self.new, a, b) or chooses(self.old, b, a):
            before, after = (outline(*side) for side in ((self.old, old), (self.new, new)))
            values = (None, after) if b.alternatives else (before, None)
            yield fact(HERE, "choice", *values, a.location, b.location)
        elif bool(a.alternatives) != bool(b.alternatives):
            yield from self.choices(self.old.alternatives(old), self.new.alternatives(new))
        else:
            yield from (each for each in keywords(a, b) if not (self.lenient and unsaid(each)))
            yield from self.inside(a, b)
            yield from conditions(a, b, self)
            if a.alternatives:
                yield from self.choices(a.alternatives, b.alternatives)

    def inside(self, a: Shape, b: Shape) -> Iterator[Change]:
        """Yield the facts about what stands in objects and arrays, as far as both may be such."""
        if may_be("object", a, b):
            yield from self.members(a, b)
            yield from self.others(a, b)
        if may_be("array", a, b) and not (a.items is ANYTHING and b.items is ANYTHING):
            yield from under("[]", "items", self.terms(a.items, b.items))

    def members(self, a: Shape, b: Shape) -> Iterator[Change]:
        """Yield the facts about properties."""
        for name in sorted({*a.properties, *b.properties}):
            token = escape(name)
            old, new = a.properties.get(name), b.properties.get(name)
            if old is None and new is not None:
                yield came(self.new, "property", token, new, (a.location, name in b.required))
            elif new is None and old is not None:
                yield went(self.old, "property", token, old, (b.location, name in a.required))
            elif old is not None and new is not None:
                if (name in a.required) != (name in b.required):
                    places = self.old.shape(old).location, self.new.shape(new).location
                    yield replace(
                        fact("property", "required", dump(name in a.required), dump(name in b.required), *places),
                        path=token,
                    )
                yield from under(token, "property", self.terms(old, new))

    def others(self, a: Shape, b: Shape) -> Iterator[Change]:
        """Yield the facts about properties without a name of their own."""
        closed = a.additional is None, b.additional is None
        if closed[0] != closed[1]:
            allowed = dump(not closed[0]), dump(not closed[1])
            yield fact("other-properties", "allowed", *allowed, a.location, b.location)
        old, new = maps(a), maps(b)
        if len(old) == len(new) == 1 and old.keys() != new.keys():
            yield from self.keys_changed(old.popitem(), new.popitem())
        for name in sorted({*old, *new}):
            yield from self.entries(name, (old.get(name), new.get(name)), (a, b))

    def entries(
        self, name: str, terms: tuple[Term | None, Term | None], shapes: tuple[Shape, Shape]
    ) -> Iterator[Change]:
        """Yield the facts about properties whose names match a pattern; about all others where it is empty."""
        old, new = terms
        if not name:
            if None not in (shapes[0].additional, shapes[1].additional):
                yield from under("*", "other-properties", self.terms(old or ANYTHING, new or ANYTHING))
            return
        token = escape(f"<{name}>")
        if old is None and new is not None:
            yield came(self.new, "pattern-property", token, new, (shapes[0].location, False))
        elif new is None and old is not None:
            yield went(self.old, "pattern-property", token, old, (shapes[1].location, False))
        elif old is not None and new is not None:
            yield from under(token, "pattern-property", self.terms(old, new))

    def keys_changed(self, old: tuple[str, Term], new: tuple[str, Term]) -> Iterator[Change]:
        """Yield the facts about a map whose keys are described in another way."""
        before, after = (dump(name) if name else None for name in (old[0], new[0]))
        places = self.old.shape(old[1]).location, self.new.shape(new[1]).location
        if not self.lenient:
            yield replace(fact("other-properties", "keys", before, after, *places), path="*")
        yield from under("*", "other-properties", self.terms(old[1], new[1]))

    def choices(self, old: tuple[Term, ...], new: tuple[Term, ...]) -> Iterator[Change]:
        """Yield the facts about alternatives, whose order does not matter."""
        names = [label(self.old, term) for term in old], [label(self.new, term) for term in new]
        shapes = [self.old.shape(term) for term in old], [self.new.shape(term) for term in new]
        pairs = match(*shapes, names, lambda pair: weights(self.terms(old[pair[0]], new[pair[1]])))
        single = len(old) == 1 and len(new) == 1
        for a, b in pairs:
            facts = self.terms(old[a], new[b])
            yield from facts if single else under(token_of(min(names[0][a], names[1][b])), "alternative", facts)
        for a in sorted(set(range(len(old))) - {a for a, _ in pairs}):
            yield went(self.old, "alternative", token_of(names[0][a]), old[a], (shapes[1][0].location, False))
        for b in sorted(set(range(len(new))) - {b for _, b in pairs}):
            yield came(self.new, "alternative", token_of(names[1][b]), new[b], (shapes[0][0].location, False))


def conditions(a: Shape, b: Shape, comparer: Comparer) -> Iterator[Change]:
    """Yield the facts about schemas that a value, or the names in it, must or must not fit as well."""
    for name in sorted({*a.inner, *b.inner}):
        old, new = a.inner.get(name), b.inner.get(name)
        if old is None or new is None or weight(comparer.terms(old, new)):
            before = None if old is None else outline(comparer.old, old)
            after = None if new is None else outline(comparer.new, new)
            yield replace(fact(HERE, "condition", before, after, a.location, b.location), path=token_of(name))


def weights(facts: Facts) -> tuple[int, int]:
    """Return how many facts there are about what travels, and how many in all."""
    return weight(facts), len(facts)


def keywords(a: Shape, b: Shape) -> Iterator[Change]:
    """Yield the facts about keywords that hold no schemas."""
    places = a.location, b.location
    if a.types != b.types:
        yield fact(HERE, "type", types_text(a), types_text(b), *places)
        if not may_be_same(a, b):
            return
    yield from values(a, b)
    for name in KEYWORDS:
        if a.keywords[name] != b.keywords[name]:
            yield fact(HERE, name, a.keywords[name], b.keywords[name], *places)
    for name in sorted({*a.facets, *b.facets}):
        if a.facets.get(name) != b.facets.get(name):
            yield fact(HERE, name, a.facets.get(name), b.facets.get(name), *places)


def unsaid(change: Change) -> bool:
    """Tell whether Swagger 2.0 cannot say what changed: that a value may be null, what names in a map look like."""
    if change.keyword == "type" and change.before and change.after:
        return named_types(change.before) == named_types(change.after)
    return change.keyword == "key-format"


def named_types(text: str) -> frozenset[str]:
    """Return the types in a fact but `null`."""
    value = json.loads(text)
    return frozenset([value] if isinstance(value, str) else value) - {"null"}


def chooses(shapes: Shapes, a: Shape, b: Shape) -> bool:
    """Tell whether any value of some types was allowed, and now it has to fit one of several narrower schemas."""
    if a.alternatives or not b.alternatives or not a.types:
        return False
    plain = Shape(types=a.types, keywords=dict.fromkeys(KEYWORDS))
    inner = [shapes.shape(term) for term in b.alternatives]
    narrower = all(bare(each) != plain and each.types and each.types <= a.types for each in inner)
    return narrower and bare(a) == plain


def bare(shape: Shape) -> Shape:
    """Return a shape without what does not narrow it."""
    keywords = {**shape.keywords, "default": None}
    return replace(shape, keywords=keywords, title=None, description=None, deprecated=False, location=NOWHERE)


def values(a: Shape, b: Shape) -> Iterator[Change]:
    """Yield the facts about values that are allowed: a list that came or went, or values in it."""
    places = a.location, b.location
    if not a.allowed or not b.allowed:
        if a.allowed or b.allowed:
            lists = [f"[{','.join(shape.allowed)}]" if shape.allowed else None for shape in (a, b)]
            yield fact(HERE, "enum", lists[0], lists[1], *places)
        return
    for value in sorted(set(a.allowed) - set(b.allowed)):
        yield fact(HERE, "enum-value", value, None, *places)
    for value in sorted(set(b.allowed) - set(a.allowed)):
        yield fact(HERE, "enum-value", None, value, *places)


def maps(shape: Shape) -> dict[str, Term]:
    """Return the schemas of properties without a name of their own by pattern; for all others the empty one."""
    other = {} if shape.additional is None or shape.additional is ANYTHING else {"": shape.additional}
    return {**shape.patterns, **other}


def may_be(name: str, a: Shape, b: Shape) -> bool:
    """Tell whether values on both sides may be of a type."""
    return all(not shape.types or name in shape.types for shape in (a, b))


def may_be_same(a: Shape, b: Shape) -> bool:
    """Tell whether a value may be of the types of both sides."""
    wide = [shape.types | ({"integer"} if "number" in shape.types else set()) for shape in (a, b)]
    return not a.types or not b.types or bool(wide[0] & wide[1])
