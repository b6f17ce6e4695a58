"""One level of a schema as it is on the wire: references followed, `allOf` merged, what only documents set aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from specgen.location import NOWHERE, Location
from specgen.model.node import dump
from specgen.model.resolve import ABSENT, FIELDS, Resolver
from specgen.model.schema import Property, Schema

# Schemas that hold together, as in `allOf`; what comes later wins. Most terms are of one schema.
Term = tuple[Schema, ...]
ANYTHING: Term = (ABSENT,)
# More alternatives than any schema has.
MANY = 1 << 30


@dataclass(slots=True)
class Shape:
    """One level of a schema. Parts are terms, so that recursion is followed only as far as somebody asks.

    `allowed` are the values of `enum` or `const`. `additional` is None where no other properties are allowed.
    `alternatives` are those of `oneOf` and `anyOf`. `facets` and `inner` are what other keywords say.
    """

    types: frozenset[str] = frozenset()
    allowed: tuple[str, ...] = ()
    keywords: dict[str, str | None] = field(default_factory=dict)
    deprecated: bool = False
    title: str | None = None
    description: str | None = None
    properties: dict[str, Term] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    patterns: dict[str, Term] = field(default_factory=dict)
    additional: Term | None = ANYTHING
    items: Term = ANYTHING
    alternatives: tuple[Term, ...] = ()
    facets: dict[str, str] = field(default_factory=dict)
    inner: dict[str, Term] = field(default_factory=dict)
    location: Location = NOWHERE

    @property
    def anything(self) -> bool:
        """Tell whether every value fits."""
        return not (
            self.types
            or self.allowed
            or self.properties
            or self.required
            or self.patterns
            or self.alternatives
            or self.additional is None
            or self.facets
            or self.inner
            or any(value is not None and name != "default" for name, value in self.keywords.items())
        )


# Keywords whose value is one text: the name in facts and the field.
KEYWORDS = {
    "format": "format",
    "pattern": "pattern",
    "key-format": "pattern_format",
    "minimum": "minimum",
    "maximum": "maximum",
    "default": "default",
}


# The types of JSON Schema. Swagger's `file` and an author's slip say nothing that could be compared.
TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
# What documents say of a schema without an effect on the wire.
WORDS = ("title", "description", "example", "examples", "weight", "added_in", "changed_in")


class Shapes:
    """Looks at terms of one specification; a class because it remembers what it saw.

    Schemas are told apart by identity: those of a specification live as long as it, those made here are kept.
    """

    def __init__(self, named: Mapping[str, Schema]) -> None:
        """Take the schemas that names stand for."""
        self.resolver = Resolver(named)
        self.targets: dict[int, Schema] = {}
        self.shapes: dict[tuple[int, ...], Shape] = {}
        self.bare: dict[tuple[int, int], Schema] = {}
        self.open: set[tuple[int, ...]] = set()

    def target(self, schema: Schema) -> Schema:
        """Return the schema that a reference leads to, with what stands beside `$ref` over it."""
        if schema.ref is None:
            return schema
        known = self.targets.get(id(schema))
        if known is None:
            named = self.resolver.named.get(schema.ref, ABSENT)
            alone = all(name == "ref" or getattr(schema, name) == getattr(ABSENT, name) for name in FIELDS)
            known = named if alone and named.ref is None else self.resolver.dereference(schema)
            self.targets[id(schema)] = known
        return known

    def term(self, schemas: Iterable[Schema]) -> Term:
        """Return schemas as one term: references followed, `allOf` laid open, each schema once."""
        found: dict[int, Schema] = {}
        for schema in schemas:
            for part in self.parts(self.target(schema), frozenset()):
                found.pop(id(part), None)
                found[id(part)] = part
        return tuple(found.values())

    def parts(self, schema: Schema, seen: frozenset[int]) -> Iterator[Schema]:
        """Yield the schemas of an `allOf`, nested ones included, then the schema itself. One of one is all of them."""
        if id(schema) in seen:
            return
        only = [each for choice in (schema.one_of, schema.any_of) if len(choice) == 1 for each in choice]
        for base in (*schema.all_of, *only):
            yield from self.parts(self.target(base), seen | {id(schema)})
        yield self.without_choice(schema, 1) if only else schema

    def key(self, term: Term) -> tuple[int, ...]:
        """Return what tells terms apart."""
        return tuple(map(id, term))

    def shape(self, term: Term) -> Shape:
        """Return one level of a term (as `term` returns it)."""
        key = self.key(term)
        known = self.shapes.get(key)
        if known is None:
            self.open.add(key)
            known = self.shapes[key] = self.nullable(self.look(term), term)
            self.open.discard(key)
        return known

    def nullable(self, shape: Shape, term: Term) -> Shape:
        """Return a shape that gives the choice between one schema and `null` as that schema with one type more."""
        others = [each for each in shape.alternatives if not is_null(each)]
        if len(others) != 1 or len(shape.alternatives) == 1 or not (shape.types <= {"null"} or "null" in shape.types):
            return shape
        whole = self.term((*others[0], *map(self.without_choice, term)))
        if self.key(whole) in self.open:
            return shape
        inner = self.shape(whole)
        if not inner.types or inner.alternatives:
            return shape
        values = tuple(sorted({*inner.allowed, "null"})) if inner.allowed else ()
        return replace(inner, types=inner.types | {"null"}, allowed=values)

    def look(self, term: Term) -> Shape:
        """Return the schemas of a term laid on each other."""
        shape = Shape(keywords=dict.fromkeys(KEYWORDS))
        names: dict[str, list[Schema]] = {}
        patterns: dict[str, list[Schema]] = {}
        inner: dict[str, list[Schema]] = {}
        additional: list[Schema | bool] = []
        items: list[Schema] = []
        for schema in term:
            lay(shape, schema)
            gather(names, schema.properties)
            gather(patterns, schema.pattern_properties)
            for name, part in schema.inner:
                inner.setdefault(name, []).append(part)
            additional.extend(() if schema.additional is None else (schema.additional,))
            items.extend(() if schema.items is None else (schema.items,))
        # A required name without a schema is a slip, except where the schema stands beside the alternatives.
        shape.required &= names.keys() if names or patterns or additional else shape.required
        shape.properties = {name: self.term(names.get(name, ANYTHING)) for name in sorted({*names, *shape.required})}
        shape.required |= {
            name for name, found in names.items() if any(self.target(part).required_here for part in found)
        }
        shape.patterns = {name: self.term(found) for name, found in sorted(patterns.items())}
        shape.inner = {name: self.term(found) for name, found in inner.items()}
        shape.additional = self.other(additional)
        shape.items = self.term(items) if items else ANYTHING
        shape.alternatives = tuple(self.term((each,)) for schema in term for each in (*schema.one_of, *schema.any_of))
        settle(shape)
        return shape

    def other(self, additional: list[Schema | bool]) -> Term | None:
        """Return what properties without a name of their own may be; None if there may be none."""
        if additional and additional[-1] is False:
            return None
        schemas = [each for each in additional if isinstance(each, Schema)]
        return self.term(schemas) if schemas and additional[-1] is not True else ANYTHING

    def alternatives(self, term: Term) -> tuple[Term, ...]:
        """Return the terms of which a value has to fit one; the term itself where it gives no choice."""
        inner = self.shape(term).alternatives
        if not inner:
            return (term,)
        own = [self.without_choice(schema) for schema in term]
        return tuple(tuple({id(schema): schema for schema in (*own, *each)}.values()) for each in inner)

    def without_choice(self, schema: Schema, most: int = MANY) -> Schema:
        """Return a schema without a `oneOf` or `anyOf` that has at most so many alternatives."""
        one_of, any_of = (choice if len(choice) > most else () for choice in (schema.one_of, schema.any_of))
        if (one_of, any_of) == (schema.one_of, schema.any_of):
            return schema
        key = id(schema), most
        if key not in self.bare:
            self.bare[key] = replace(schema, one_of=one_of, any_of=any_of)
        return self.bare[key]


def gather(found: dict[str, list[Schema]], entries: tuple[Property, ...] | None) -> None:
    """Add the schema of each property to those that its name already has."""
    for entry in entries or ():
        found.setdefault(entry.name, []).append(entry.schema)


def lay(shape: Shape, schema: Schema) -> None:
    """Lay the keywords of a schema that have one value over a shape's."""
    shape.types = TYPES & frozenset(schema.types) or shape.types
    shape.allowed = tuple(sorted(schema.enum)) or ((schema.const,) if schema.const is not None else shape.allowed)
    for name, attribute in KEYWORDS.items():
        value = getattr(schema, attribute)
        if value is not None:
            shape.keywords[name] = value if name in ("default", "minimum", "maximum") else dump(value)
    shape.facets.update(schema.facets)
    shape.deprecated = shape.deprecated or schema.deprecated
    shape.title = schema.title or shape.title
    shape.description = shape.description if schema.description is None else schema.description
    shape.required |= frozenset(schema.required)
    shape.location = schema.location if schema.location != NOWHERE else shape.location


def settle(shape: Shape) -> None:
    """Say in one way what can be written in several: types that go without saying, alternatives that are only types."""
    found = list(map(only_types, shape.alternatives))
    if found and all(found):
        shape.types = shape.types or frozenset().union(*found)
        shape.alternatives = ()
    bounds(shape)
    if not shape.types:
        shape.types = implied_types(shape)
    if "number" in shape.types:
        shape.types -= {"integer"}
    leave_out_idle(shape)


# The types of values that keywords speak of; of other values they say nothing (JSON Schema validation, 6).
SPOKEN_OF = {
    ("string",): ("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"),
    ("array",): ("minItems", "maxItems", "uniqueItems", "minContains", "maxContains"),
    ("object",): ("minProperties", "maxProperties", "dependentRequired"),
    ("number", "integer"): ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


def leave_out_idle(shape: Shape) -> None:
    """Leave out keywords that speak of values of other types than a shape's."""
    others = (names for types, names in SPOKEN_OF.items() if shape.types and shape.types.isdisjoint(types))
    idle = {name for names in others for name in names}
    shape.facets = {name: value for name, value in shape.facets.items() if name not in idle}
    shape.keywords = {name: None if name in idle else value for name, value in shape.keywords.items()}


# Values that say no more than if the keyword were not there.
IDLE = {("minItems", "0"), ("minLength", "0"), ("minProperties", "0"), ("minContains", "1")}


def bounds(shape: Shape) -> None:
    """Leave out what goes without saying; say bounds as JSON Schema now does, where `exclusiveMinimum` is a number."""
    for name in ("minimum", "maximum"):
        exclusive = f"exclusive{name.capitalize()}"
        if shape.facets.get(exclusive) == "true" and shape.keywords[name] is not None:
            shape.facets[exclusive], shape.keywords[name] = shape.keywords[name] or "", None
    shape.facets = {
        name: value for name, value in shape.facets.items() if value != "false" or name.startswith("unevaluated")
    }
    for item in IDLE & shape.facets.items():
        del shape.facets[item[0]]


def is_null(term: Term) -> bool:
    """Tell whether only `null` fits a term."""
    return any(schema.types == ("null",) for schema in term)


def only_types(term: Term) -> frozenset[str]:
    """Return the types of a term that says no more than these; none for any other."""
    types = next((schema.types for schema in reversed(term) if schema.types), ())
    return TYPES & frozenset(types) if all(map(is_type_only, term)) else frozenset()


def is_type_only(schema: Schema) -> bool:
    """Tell whether a schema says no more than its types."""
    return all(name in ("types", *WORDS) or getattr(schema, name) == getattr(ABSENT, name) for name in FIELDS)


def implied_types(shape: Shape) -> frozenset[str]:
    """Return the type that other keywords only make sense with."""
    if shape.properties or shape.patterns or shape.additional is not ANYTHING:
        return frozenset({"object"})
    if shape.items is not ANYTHING:
        return frozenset({"array"})
    if shape.allowed and all(value.startswith('"') for value in shape.allowed):
        return frozenset({"string"})
    return frozenset()
