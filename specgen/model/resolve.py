"""Schemas without `$ref` and `allOf`: what a reader of the page sees (INPUT 7)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from specgen.model.schema import Property, Schema

T = TypeVar("T")
ABSENT = Schema()
FIELDS = tuple(field.name for field in fields(Schema) if field.name not in ("ref", "location"))
WHOLE = tuple(
    name
    for name in FIELDS
    if name
    not in ("properties", "pattern_properties", "additional", "items", "example", "changed_in", "facets", "inner")
)


class Resolver:
    """Resolves schemas by the names that they refer to; a class because it remembers the named ones."""

    def __init__(self, named: Mapping[str, Schema]) -> None:
        """Take the schemas that names stand for."""
        self.named = named
        self.done: dict[str, Schema] = {}
        self.open: set[str] = set()

    def resolve(self, schema: Schema) -> Schema:
        """Return the schema with every reference followed and every `allOf` merged, at any depth.

        A schema that contains itself is cut where it comes round: there only its title and type stay.
        """
        if schema.ref is None:
            return self.flatten(schema)
        name = schema.ref
        if name in self.open:
            target = self.named.get(name, ABSENT)
            return Schema(title=target.title, types=target.types, description=target.description)
        bare = replace(schema, ref=None, location=ABSENT.location) == ABSENT
        if bare and name in self.done:
            return self.done[name]
        self.open.add(name)
        result = self.flatten(self.dereference(schema))
        self.open.remove(name)
        if bare and not self.open:
            self.done[name] = result
        return result

    def dereference(self, schema: Schema) -> Schema:
        """Return the target with what stands beside `$ref` over it, key by key."""
        seen: set[str] = set()
        chain = [schema]
        while chain[-1].ref is not None and chain[-1].ref not in seen and chain[-1].ref in self.named:
            seen.add(chain[-1].ref)
            chain.append(self.named[chain[-1].ref])
        result = replace(chain.pop(), ref=None)
        for over in reversed(chain):
            values = {name: getattr(over, name) for name in FIELDS if getattr(over, name) != getattr(ABSENT, name)}
            for name in ("facets", "inner"):
                values[name] = by_keyword(getattr(result, name), getattr(over, name))
            result = replace(result, **values)
        return result

    def flatten(self, schema: Schema) -> Schema:
        """Return the schema with its parts resolved and its `allOf` merged."""
        resolved = self.parts(schema)
        if not schema.all_of:
            return replace(schema, **resolved) if resolved else schema
        own = replace(schema, all_of=(), **resolved)
        bases = [self.resolve(base) for base in schema.all_of]
        merged = ABSENT
        for base in bases:
            merged = merge(merged, base)
        required = dict.fromkeys((*own.required, *(name for base in bases for name in base.required)))
        return replace(merge(merged, own), required=tuple(required), location=schema.location)

    def parts(self, schema: Schema) -> dict[str, Any]:
        """Return the fields that hold schemas, resolved, as far as they change."""
        result: dict[str, Any] = {}
        for name in ("properties", "pattern_properties"):
            entries: tuple[Property, ...] | None = getattr(schema, name)
            if entries:
                result[name] = tuple(Property(entry.name, self.resolve(entry.schema)) for entry in entries)
        for name in ("one_of", "any_of"):
            if getattr(schema, name):
                result[name] = tuple(map(self.resolve, getattr(schema, name)))
        if isinstance(schema.additional, Schema):
            result["additional"] = self.resolve(schema.additional)
        if schema.items is not None:
            result["items"] = self.resolve(schema.items)
        return result


def merge(base: Schema, over: Schema) -> Schema:
    """Return `over` laid on `base`: mappings merge at any depth, anything else is replaced."""
    new: dict[str, Any] = {}
    for name in WHOLE:
        value = getattr(over, name)
        if value != getattr(ABSENT, name):
            new[name] = value
    new["properties"] = merge_properties(base.properties, over.properties)
    new["pattern_properties"] = merge_properties(base.pattern_properties, over.pattern_properties)
    new["additional"] = merge_either(base.additional, over.additional, merge_additional)
    new["items"] = merge_either(base.items, over.items, merge)
    new["example"] = merge_either(base.example, over.example, merge_json)
    new["changed_in"] = tuple(sorted({**dict(base.changed_in), **dict(over.changed_in)}.items()))
    new["facets"] = by_keyword(base.facets, over.facets)
    new["inner"] = by_keyword(base.inner, over.inner)
    return replace(base, location=over.location, **new)


def by_keyword(base: tuple[tuple[str, T], ...], over: tuple[tuple[str, T], ...]) -> tuple[tuple[str, T], ...]:
    """Return the values of keywords, those of `over` first, sorted by keyword."""
    if not base or not over:
        return base or over
    return tuple(sorted({**dict(base), **dict(over)}.items(), key=lambda entry: entry[0]))


def merge_either(base: T | None, over: T | None, both: Callable[[T, T], T]) -> T | None:
    """Return the one that is there, or what `both` makes of the two."""
    if base is None or over is None:
        return over if base is None else base
    return both(base, over)


def merge_additional(base: Schema | bool, over: Schema | bool) -> Schema | bool:
    """Merge two `additionalProperties`."""
    return merge(base, over) if isinstance(base, Schema) and isinstance(over, Schema) else over


def merge_properties(
    base: tuple[Property, ...] | None, over: tuple[Property, ...] | None
) -> tuple[Property, ...] | None:
    """Merge properties by name, whose case does not matter; by name."""
    if not base or not over:
        return over if base is None else base if over is None else base or over
    result = {entry.name.lower(): entry for entry in base}
    for entry in over:
        known = result.get(entry.name.lower())
        result[entry.name.lower()] = entry if known is None else Property(known.name, merge(known.schema, entry.schema))
    return tuple(sorted(result.values(), key=lambda entry: entry.name))


def merge_json(base: str, over: str) -> str:
    """Merge two JSON values given as canonical text."""
    merged = merge_values(json.loads(base), json.loads(over))
    return json.dumps(merged, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def merge_values(base: Any, over: Any) -> Any:
    """Merge two JSON values: objects by key, whose case does not matter; anything else is replaced."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    names = {key.lower(): key for key in base}
    result = dict(base)
    for key, value in over.items():
        known = names.get(key.lower(), key)
        result[known] = merge_values(base[known], value) if known in base else value
    return result
