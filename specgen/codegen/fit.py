"""Whether a JSON value is what a type says: examples that break their own schema are marked."""

from collections.abc import Callable, Mapping

from specgen.codegen.ir import (
    Alias,
    Choice,
    Declaration,
    Field,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Record,
    Scalar,
    Type,
    Union,
)

Fits = Callable[[object], bool]
SCALARS: Mapping[str, Fits] = {
    "str": lambda value: isinstance(value, str),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "None": lambda value: value is None,
    "JsonObject": lambda value: isinstance(value, dict),
}


def fits(value: object, type_: Type, declared: Mapping[str, Declaration]) -> bool:
    """Tell whether a value is of a type, at any depth."""
    match type_:
        case Scalar(name):
            test = SCALARS.get(name)
            return test is None or test(value)
        case Identifier() | Choice():
            return isinstance(value, str)
        case ListOf(item):
            return isinstance(value, list) and all(fits(each, item, declared) for each in value)
        case MapOf(_, inner):
            return isinstance(value, dict) and all(fits(each, inner, declared) for each in value.values())
        case Union(members):
            return any(fits(value, member, declared) for member in members)
        case Named(key):
            return fits_declared(value, declared.get(key), declared)


def fits_declared(value: object, declaration: Declaration | None, declared: Mapping[str, Declaration]) -> bool:
    """Tell whether a value is what a declaration says."""
    if isinstance(declaration, Alias):
        return isinstance(value, str)
    if not isinstance(declaration, Record):
        return True
    if not isinstance(value, dict):
        return False
    known = {each.wire for each in declaration.fields}
    rest = (each for name, each in value.items() if name not in known)
    extra = declaration.extra
    if extra is not None and not all(fits(each, extra, declared) for each in rest):
        return False
    return all(fits_member(value, each, declared) for each in declaration.fields)


def fits_member(value: Mapping[str, object], field: Field, declared: Mapping[str, Declaration]) -> bool:
    """Tell whether an object has a member as it is declared."""
    if field.wire not in value:
        return not field.required
    inner = value[field.wire]
    return (inner is None and (field.nullable or not field.required)) or fits(inner, field.type, declared)
