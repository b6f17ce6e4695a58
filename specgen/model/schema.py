"""Schemas as JSON Schema 2020-12 and OpenAPI 3.1 write them, with references kept as names."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from specgen.location import NOWHERE, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One schema object. `None`, `()` and `False` mean: the keyword is not there.

    `ref` is the tree path of the target with an optional `#/pointer`; what stands beside it overrides the target.
    JSON values (`enum`, `const`, `default`, `example`, `examples`) are canonical JSON text. `facets` are keywords that
    pages do not show and that hold no schema (`minLength`, `uniqueItems`, `readOnly`, …) with their values; `inner` are
    the schemas under such keywords (`not`, `propertyNames`, `prefixItems/0`, …). Both are sorted by keyword.
    """

    ref: str | None = None
    types: tuple[str, ...] = ()
    format: str | None = None
    title: str | None = None
    description: str | None = None
    properties: tuple["Property", ...] | None = None
    pattern_properties: tuple["Property", ...] | None = None
    additional: "Schema | bool | None" = None
    items: "Schema | None" = None
    required: tuple[str, ...] = ()
    required_here: bool = False
    enum: tuple[str, ...] = ()
    const: str | None = None
    default: str | None = None
    all_of: tuple["Schema", ...] = ()
    one_of: tuple["Schema", ...] = ()
    any_of: tuple["Schema", ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    pattern: str | None = None
    pattern_format: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    inner: tuple[tuple[str, "Schema"], ...] = ()
    weight: int | None = None
    deprecated: bool = False
    added_in: str | None = None
    changed_in: tuple[tuple[str, str], ...] = ()
    example: str | None = None
    examples: tuple[str, ...] | None = None
    location: Location = field(default=NOWHERE, compare=False)

    def is_a(self, name: str) -> bool:
        """Tell whether `type` is exactly `name`; a list of types is neither."""
        return self.types == (name,)

    def property(self, name: str) -> "Schema | None":
        """Return the schema of the property `name`, or None."""
        return next((p.schema for p in self.properties or () if p.name == name), None)


@dataclass(frozen=True, slots=True)
class Property:
    """One entry of `properties`, or of `patternProperties` (then `name` is the pattern)."""

    name: str
    schema: Schema


def children(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas that stand directly inside `schema`."""
    for entry in (*(schema.properties or ()), *(schema.pattern_properties or ())):
        yield entry.schema
    if isinstance(schema.additional, Schema):
        yield schema.additional
    if schema.items is not None:
        yield schema.items
    yield from schema.all_of
    yield from schema.one_of
    yield from schema.any_of
    for _, part in schema.inner:
        yield part
