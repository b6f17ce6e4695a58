"""Reads JSON that breaks the specification: keeps what fits, where it fits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, Raw, inspect

from .codec import (
    DecodeError,
    Misfit,
    Open,
    encode,
    is_list,
    is_object,
    read_open,
    shape,
)

T = TypeVar("T")
Report = Callable[[Misfit], None]


@cache
def described(wanted: Any) -> inspect.Type:
    """Return what msgspec knows of a type."""
    return inspect.type_info(wanted)


def fit(wanted: type[T], value: Any, report: Report) -> T:
    """Return a value as the type as far as it goes; the rest stays as it is.

    Raises DecodeError for an object that is none: nothing of it would be left.
    """
    whole: Any = wanted
    kind = described(whole)
    named = isinstance(kind, inspect.StructType | inspect.CustomType)
    if named and not is_object(value):
        misfit = Misfit("$", f"Expected `object`, got `{type(value).__name__}`")
        raise DecodeError(misfit.reason, (misfit,))
    result: T = _fit(kind, value, "$", report)
    return result


def _fit(kind: inspect.Type, value: Any, path: str, report: Report) -> Any:
    """Return one value as its type, or as it is."""
    match kind:
        case inspect.StructType() if is_object(value):
            return _struct(kind, value, path, report)
        case inspect.CustomType() if is_object(value) and is_open(kind.cls):
            return _open(kind.cls, value, path, report)
        case inspect.ListType() if is_list(value):
            return [
                _fit(kind.item_type, v, f"{path}[{i}]", report)
                for i, v in enumerate(value)
            ]
        case inspect.DictType() if is_object(value):
            return {
                k: _fit(kind.value_type, v, f"{path}.{k}", report)
                for k, v in value.items()
            }
        case inspect.RawType():
            return Raw(encode(value))
        case inspect.UnionType():
            return _fit(_branch(kind, value), value, path, report)
        case _:
            return _scalar(kind, value, path, report)


def is_open(cls: type[Any]) -> bool:
    """Tell whether a class is an object that has other members beside its declared ones."""
    return issubclass(cls, Open)


def _struct(
    kind: inspect.StructType, value: dict[str, Any], path: str, report: Report
) -> Any:
    """Return a record: members that are missing are UNSET where they have no default."""
    members = {}
    for each in kind.fields:
        where = f"{path}.{each.encode_name}"
        if each.encode_name in value:
            members[each.name] = _fit(each.type, value[each.encode_name], where, report)
        elif each.required:
            report(Misfit(where, "is required"))
            members[each.name] = UNSET
    return kind.cls(**members)


def _open(cls: Any, value: dict[str, Any], path: str, report: Report) -> Any:
    """Return an open object: what is not declared stays as it is."""
    declared = described(shape(cls))
    assert isinstance(declared, inspect.StructType)
    inner = _struct(declared, value, path, report)
    known = set(inner.__struct_encode_fields__)
    result = cls.__new__(cls)
    result.__dict__.update(
        {name: getattr(inner, name) for name in inner.__struct_fields__}
    )
    result.extra = {name: each for name, each in value.items() if name not in known}
    return result


def _branch(kind: inspect.UnionType, value: Any) -> inspect.Type:
    """Return the member of a union that a value is nearest to."""
    shapes: dict[Any, tuple[type, ...]] = {
        dict: (inspect.StructType, inspect.DictType, inspect.CustomType),
        list: (inspect.ListType,),
        str: (inspect.StrType, inspect.LiteralType),
        bool: (inspect.BoolType,),
        int: (inspect.IntType, inspect.FloatType),
        float: (inspect.FloatType,),
        type(None): (inspect.NoneType,),
    }
    wanted = shapes.get(value.__class__, ())
    near = [each for each in kind.types if isinstance(each, wanted)]
    return near[0] if near else kind.types[0]


def _scalar(kind: inspect.Type, value: Any, path: str, report: Report) -> Any:
    """Return a value that has no parts; one of another type stays as it is."""
    try:
        return msgspec.convert(value, _python(kind), dec_hook=read_open)
    except msgspec.ValidationError as error:
        report(Misfit(path, str(error)))
        return value


PYTHON: dict[type[inspect.Type], Any] = {
    inspect.StrType: str,
    inspect.IntType: int,
    inspect.FloatType: float,
    inspect.BoolType: bool,
    inspect.NoneType: None,
    inspect.ListType: list,
    inspect.DictType: dict,
    inspect.StructType: dict,
    inspect.CustomType: dict,
}


def _python(kind: inspect.Type) -> Any:
    """Return the plain Python type of what msgspec describes."""
    return PYTHON.get(type(kind), Any)
