"""Reads the parts of a request as their types, and says what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from .codec import UNREADABLE, DecodeError, decoder, plain
from .failures import APIError
from .incoming import refusal
from .serving import Ctx

WHOLE = re.compile(r"-?[0-9]{1,19}\Z")
NUMBER = re.compile(r"-?[0-9]{1,19}(\.[0-9]{1,19})?([eE][+-]?[0-9]{1,3})?\Z")
BOOLEANS = {"true": True, "false": False}


class Param(msgspec.Struct, frozen=True):
    """A parameter: what handlers call it, what it is called in requests, and its kind.

    `kind` is `str`, `int`, `float`, `bool`, or `rest` for an object: all parameters that
    are not declared. `values` are the words that it may be, none for any. Other words are
    refused, as servers do: what somebody asks for with them, nobody here could do. Clients
    let new words of a server pass, since an answer cannot be sent back. A server that knows
    more words than the specification says so by its setting `also`.
    """

    name: str
    wire: str
    kind: str = "str"
    required: bool = False
    many: bool = False
    values: tuple[str, ...] = ()
    default: Any = None


Params: TypeAlias = tuple[Param, ...]


def widened(params: Sequence[Param], also: Mapping[str, Sequence[str]]) -> Params:
    """Return parameters that may be more words: of their names in requests."""
    return tuple(
        replace(each, values=(*each.values, *also[each.wire]))
        if each.values and each.wire in also
        else each
        for each in params
    )


def invalid(param: Param, why: str) -> APIError:
    """Return the error for a parameter that is not what it should be."""
    return refusal(400, "M_INVALID_PARAM", f"Parameter `{param.wire}` {why}")


def read(param: Param, text: str) -> Any:
    """Return the value of a parameter. Raises APIError."""
    if param.values:
        if text not in param.values:
            raise invalid(param, f"is not one of {', '.join(param.values)}")
        return text
    if param.kind == "int":
        if not WHOLE.match(text):
            raise invalid(param, "is not a whole number")
        return int(text)
    if param.kind == "bool":
        if text not in BOOLEANS:
            raise invalid(param, "is neither `true` nor `false`")
        return BOOLEANS[text]
    if param.kind == "float":
        if not NUMBER.match(text):
            raise invalid(param, "is not a number")
        return float(text)
    return text


def read_all(
    params: Sequence[Param], given: Mapping[str, list[str]], into: dict[str, Any]
) -> None:
    """Read the parameters of a query, or of headers. Raises APIError."""
    for param in params:
        found = given.get(param.wire)
        if param.kind == "rest":
            known = {each.wire for each in params} | {"access_token"}
            into[param.name] = {k: v[0] for k, v in given.items() if k not in known}
        elif not found:
            if needed(param):
                raise refusal(
                    400, "M_MISSING_PARAM", f"Parameter `{param.wire}` is missing"
                )
            into[param.name] = param.default
        elif param.many:
            into[param.name] = [read(param, text) for text in found]
        else:
            into[param.name] = read(param, found[0])


def needed(param: Param) -> bool:
    """Tell whether a request has to have a parameter."""
    return param.required and param.kind != "rest"


def defaults(params: Sequence[Param]) -> dict[str, Any]:
    """Return the arguments that are made where no parameter is given."""
    result: dict[str, Any] = {}
    read_all([each for each in params if not needed(each)], {}, result)
    return result


def named(query: Sequence[Param], headers: Sequence[Param], ctx: Ctx) -> dict[str, Any]:
    """Return the arguments that a query and headers make. Raises APIError."""
    result: dict[str, Any] = {}
    if query:
        given: dict[str, list[str]] = {}
        for name, value in ctx.query:
            given.setdefault(name, []).append(value)
        read_all(query, given, result)
    for param in headers:
        text = ctx.headers.get(param.wire.lower())
        read_all((param,), {} if text is None else {param.wire: [text]}, result)
    return result


def reader(wanted: Any, *, required: bool) -> Callable[[bytes], Any]:
    """Return what reads bodies of a type. An empty body that may be left out is `{}`."""
    known = decoder(wanted)

    def read_body(data: bytes) -> Any:
        if not data.strip() and not required:
            data = b"{}"
        try:
            return known.decode(data)
        except msgspec.ValidationError as error:
            raise misfit(data, str(error)) from error
        except UNREADABLE as error:
            raise not_json() from error

    return read_body


def not_json() -> APIError:
    """Return the error for a body that is not JSON."""
    return refusal(400, "M_NOT_JSON", "The body is not JSON")


def misfit(data: bytes, why: str) -> APIError:
    """Return the error for a body that is not of its type: it may not be JSON after that."""
    try:
        plain(data)
    except DecodeError:
        return not_json()
    return refusal(400, "M_BAD_JSON", f"The body is not as specified: {why}")
