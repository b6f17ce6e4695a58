"""Unions: several types as one, as far as JSON tells them apart."""

from collections.abc import Iterator, Mapping, Sequence

from specgen.codegen.ir import (
    ANY,
    JSON_OBJECT,
    NONE,
    STR,
    Alias,
    Choice,
    Declaration,
    Identifier,
    ListOf,
    Named,
    Record,
    Scalar,
    Type,
    Union,
)

Declared = Mapping[str, Declaration]


def union_of(declared: Declared, members: Sequence[Type]) -> Type:
    """Return one of several types, as far as JSON tells them apart; else what covers them all."""
    flat = list(dict.fromkeys(inner for member in members for inner in flattened(member)))
    if ANY in flat:
        return ANY
    if len(flat) == 1:
        return flat[0]
    if len(flat) > 2 or NONE not in flat:  # what is open cannot be told from others while it is read
        flat = list(dict.fromkeys(JSON_OBJECT if is_open(declared, each) else each for each in flat))
    kinds = [kind_of(declared, member) for member in flat]
    if len(set(kinds)) == len(kinds):
        return Union(tuple(flat))
    return covering(declared, flat, kinds)


def is_open(declared: Declared, type_: Type) -> bool:
    """Tell whether a type is a record with undeclared members."""
    record = declared.get(type_.key) if isinstance(type_, Named) else None
    return isinstance(record, Record) and record.extra is not None


def covering(declared: Declared, members: Sequence[Type], kinds: Sequence[str]) -> Type:
    """Return a union where those of the same JSON type are replaced by what covers them."""
    result: dict[str, Type] = {}
    for member, kind in zip(members, kinds, strict=True):
        if kind not in result:
            result[kind] = member
        elif kind == "string":
            result[kind] = STR
        elif kind == "object":
            result[kind] = JSON_OBJECT
        elif kind == "array":
            items = [each.item for each in (result[kind], member) if isinstance(each, ListOf)]
            result[kind] = ListOf(union_of(declared, items))
    found = tuple(result.values())
    return found[0] if len(found) == 1 else Union(found)


def kind_of(declared: Declared, type_: Type) -> str:
    """Return the JSON type of a type."""
    if isinstance(type_, Named) and isinstance(declared.get(type_.key), Alias):
        return "string"
    if isinstance(type_, Identifier | Choice) or type_ == STR:
        return "string"
    if isinstance(type_, ListOf):
        return "array"
    return type_.name if isinstance(type_, Scalar) and type_ != JSON_OBJECT else "object"


def flattened(type_: Type) -> Iterator[Type]:
    """Yield the members of a union, or the type."""
    if isinstance(type_, Union):
        for member in type_.members:
            yield from flattened(member)
    else:
        yield type_


def without_none(type_: Type) -> tuple[Type, bool]:
    """Return a type without None, and whether it had it."""
    if not isinstance(type_, Union) or NONE not in type_.members:
        return type_, False
    left = tuple(member for member in type_.members if member != NONE)
    return (left[0] if len(left) == 1 else Union(left)), True
