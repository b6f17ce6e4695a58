"""From responses and pages to error codes: what each means, what its body has, who answers with it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from specgen.codegen.calls import CODE, media_examples, refuses
from specgen.codegen.ir import ANY, BOOL, FLOAT, INT, STR, Call, ErrorCode, Field, Text, Type
from specgen.codegen.names import snake
from specgen.codegen.schemas import Lowering, Naming
from specgen.codegen.unions import without_none
from specgen.model.api import Api, Response
from specgen.model.page import Page
from specgen.model.schema import Schema

# A term and its definition; some releases leave the definition's colon out.
DEFINED = re.compile(r"^`(M_[A-Z][A-Z0-9_]*)`[^\S\n]*\n:?[^\S\n]*((?:\S.*\n?)+)", re.MULTILINE)
BLOCK = re.compile(r"^ *```json\s*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
COMMON = ("errcode", "error")


def errors_of(apis: Iterable[Api], pages: Iterable[Page], calls: Iterable[Call], lowering: Lowering) -> list[ErrorCode]:
    """Return the error codes of a spec, sorted."""
    texts: dict[str, str] = {}
    members: dict[str, dict[str, Field]] = {}
    shown: dict[str, dict[str, Field]] = {}  # examples on pages may be of codes that do not exist
    for page in pages:
        for code, prose in DEFINED.findall(page.body):
            texts.setdefault(code, prose)
        for block in BLOCK.findall(page.body):
            learn(shown, block)
    uses: dict[str, list[tuple[str, int]]] = {}
    for call in calls:
        for failure in call.failures:
            uses.setdefault(failure.code, []).extend((call.name, status) for status in failure.statuses)
    for response in refusals(apis):
        learn_response(members, response, lowering)
    return [
        ErrorCode(
            code=code,
            text=texts.get(code, ""),
            members=tuple({**shown.get(code, {}), **members.get(code, {})}.values()),
            uses=tuple(sorted(set(uses.get(code, ())))),
        )
        for code in sorted({*texts, *members, *uses})
    ]


def error_bodies(apis: Iterable[Api], lowering: Lowering) -> Iterator[Type]:
    """Yield the types of error bodies that are defined for all operations."""
    for media in (media for response in refusals(apis) for media in response.content):
        if media.schema.ref is not None and lowering.places.home(media.schema.ref.partition("#")[0]) == "errors":
            yield lowering.type_of(media.schema, Naming(()))


def refusals(apis: Iterable[Api]) -> Iterator[Response]:
    """Yield the responses with which operations refuse."""
    return (each for api in apis for operation in api.operations for each in operation.responses if refuses(each))


def learn(members: dict[str, dict[str, Field]], block: str) -> None:
    """Take in what an example of an error has beside code and text."""
    try:
        value = json.loads(block)
    except ValueError:
        return
    if isinstance(value, dict) and isinstance(value.get("errcode"), str) and CODE.fullmatch(value["errcode"]):
        known = members.setdefault(value["errcode"], {})
        for name, each in value.items():
            if name not in COMMON:
                known.setdefault(name, Field(name=snake(name), wire=name, type=type_like(each)))


def learn_response(members: dict[str, dict[str, Field]], response: Response, lowering: Lowering) -> None:
    """Take in what a response's schema and examples say of the bodies of error codes."""
    for media in response.content:
        examples = media_examples(media)
        whole = lowering.whole(media.schema)
        codes = {code for example in examples for code in CODE.findall(example)}
        codes |= set(CODE.findall(json.dumps(described(whole))))
        if len(codes) == 1:
            known = members.setdefault(next(iter(codes)), {})
            known.update({each.wire: each for each in fields(whole, lowering)})
        for example in examples:
            learn(members, example)


def described(schema: Schema) -> Mapping[str, str]:
    """Return what a schema says of its error code."""
    code = schema.property("errcode")
    return {} if code is None else {"text": code.description or "", "enum": "".join(code.enum), "is": code.const or ""}


def fields(schema: Schema, lowering: Lowering) -> Iterator[Field]:
    """Yield the members of an error's body beside code and text."""
    for entry in schema.properties or ():
        if entry.name not in (*COMMON, "flows", "completed", "params", "session"):
            type_, _ = without_none(lowering.type_of(entry.schema, Naming((snake(entry.name),))))
            prose = Text(prose=entry.schema.description or "", added_in=entry.schema.added_in or "")
            yield Field(name=snake(entry.name), wire=entry.name, type=type_, text=prose)


def type_like(value: object) -> Type:
    """Return the type of a value in an example."""
    kinds: tuple[tuple[type, Type], ...] = ((bool, BOOL), (int, INT), (float, FLOAT), (str, STR))
    return next((type_ for kind, type_ in kinds if isinstance(value, kind)), ANY)
