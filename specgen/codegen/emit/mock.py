"""Answers and requests of every operation: the spec's own examples, or ones that are made from the types."""

import json
from collections.abc import Iterable, Mapping

from specgen.codegen.fit import fits
from specgen.codegen.ir import (
    MEDIA,
    PARTS,
    REDIRECT,
    Alias,
    Answer,
    Argument,
    Call,
    Choice,
    Declaration,
    Identifier,
    ListOf,
    MapOf,
    Named,
    Package,
    Record,
    Scalar,
    Type,
    Union,
)

SAMPLES: Mapping[str, object] = {"str": "string", "int": 1, "float": 1.5, "bool": True, "JsonObject": {}}
IDENTIFIERS = {
    "mx-user-id": "@alice:example.org",
    "mx-room-id": "!room:example.org",
    "mx-room-alias": "#room:example.org",
    "mx-event-id": "$event:example.org",
    "mx-server-name": "example.org",
    "mx-mxc-uri": "mxc://example.org/media",
}
# Text of the format `uri` is no more than text here; names tell.
ADDRESSES = ("url", "uri")
ADDRESS = "https://example.org/"
BYTES: Mapping[Type, str] = {MEDIA: "media", PARTS: "parts", REDIRECT: "redirect"}


def mock_data(package: Package) -> dict[str, object]:
    """Return by API and operation what a request and its answers may be."""
    declared = {each.key: each for each in package.declarations}
    found: dict[str, dict[str, object]] = {}
    for call in package.calls:
        found.setdefault(call.api, {})[call.name] = shown(call, declared)
    return dict(found)


def shown(call: Call, declared: Mapping[str, Declaration]) -> dict[str, object]:
    """Return what is known of an operation."""
    result: dict[str, object] = {
        "answers": [answer(each, declared) for each in call.answers],
        "module": call.home.rpartition(".")[2],
    }
    given = {each.wire: sample_of(each, declared) for each in call.arguments if each.place == "path"}
    if given:
        result["path"] = given
    for place in ("query", "header"):
        needed = {
            each.wire: sample_of(each, declared) for each in call.arguments if each.place == place and each.required
        }
        if needed:
            result[place] = needed
    if call.body is not None:
        result["body"] = example(call.body_examples, call.body, declared)
    return result


def answer(given: Answer, declared: Mapping[str, Declaration]) -> dict[str, object]:
    """Return an answer: its status, and its value or what kind of bytes it is."""
    kind = BYTES.get(given.type)
    if kind is not None:
        return {"status": given.status, "kind": kind, "type": given.media_type}
    value = example(given.examples, given.type, declared)
    # What has nothing to say is still an object.
    return {"status": given.status, "value": {} if value is None else value}


def example(texts: Iterable[str], type_: Type, declared: Mapping[str, Declaration]) -> object:
    """Return the first example that is of a type; where there is none, one is made."""
    for text in texts:
        value: object = json.loads(text)
        if fits(value, type_, declared):
            return value
    return sample(type_, declared, ())


def sample_of(argument: Argument, declared: Mapping[str, Declaration]) -> object:
    """Return a value of an argument."""
    known = IDENTIFIERS.get(f"mx-{argument.name.replace('_', '-')}")
    if known is not None and isinstance(argument.type, Scalar | Identifier):
        return known
    if isinstance(argument.type, ListOf):
        return [sample(argument.type.item, declared, ())]
    return sample(argument.type, declared, ())


def sample(type_: Type, declared: Mapping[str, Declaration], inside: tuple[str, ...]) -> object:
    """Return a value of a type, as small as it may be. `inside` are the records around it."""
    match type_:
        case Scalar(name):
            return SAMPLES.get(name, {} if name == "Any" else None)
        case Identifier(format):
            return IDENTIFIERS.get(format, "string")
        case ListOf() | MapOf():
            return [] if isinstance(type_, ListOf) else {}
        case Choice(values):
            return values[0] if values else "string"
        case Union(members):
            simple = [each for each in members if not (isinstance(each, Named) and each.key in inside)]
            return sample((simple or members)[0], declared, inside)
        case Named(key):
            return sample_declared(declared.get(key), declared, (*inside, key))


def sample_declared(
    declaration: Declaration | None, declared: Mapping[str, Declaration], inside: tuple[str, ...]
) -> object:
    """Return a value of what is declared: a record with the members that it needs."""
    if isinstance(declaration, Alias):
        return sample(declaration.type, declared, inside)
    if not isinstance(declaration, Record) or inside.count(inside[-1]) > 1:
        return {}
    members = {each.wire: sample(each.type, declared, inside) for each in declaration.fields if each.required}
    members |= {name: ADDRESS for name, value in members.items() if value == "string" and name.endswith(ADDRESSES)}
    return {**members, **dict([declaration.tag] if declaration.tag else [])}
