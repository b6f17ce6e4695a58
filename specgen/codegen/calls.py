"""From operations to calls: arguments, bodies, answers, errors, and how pages follow each other."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from math import isfinite

from specgen.codegen.ir import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    JSON_OBJECT,
    MEDIA,
    NONE,
    PARTS,
    REDIRECT,
    STR,
    Answer,
    Argument,
    Call,
    Choice,
    Failure,
    Field,
    Identifier,
    Named,
    Paging,
    Record,
    Text,
    Twin,
    Type,
)
from specgen.codegen.names import argument as argument_name
from specgen.codegen.names import pascal, snake, verbatim, words
from specgen.codegen.schemas import Lowering, Naming, describe
from specgen.codegen.unions import without_none
from specgen.model.api import Api, MediaType, Operation, Parameter, RequestBody, Response
from specgen.model.schema import Schema

JSON = "application/json"
CODE = re.compile(r"\bM_[A-Z][A-Z0-9_]*[A-Z0-9]\b")
# The argument that asks for a page, and the member of an answer that names the next one.
PAGES = (
    ("from", "end"),
    ("from", "next_batch"),
    ("from", "next_token"),
    ("since", "next_batch"),
    ("next_batch", "next_batch"),
    ("from", "next_batch_token"),
    ("batch_token", "next_batch_token"),
)
# What values of plain types are made of.
PLAIN: Mapping[Type, tuple[type, ...]] = {STR: (str,), INT: (int,), FLOAT: (int, float), BOOL: (bool,)}
# What the functions of clients name themselves.
LOCALS = frozenset({"api", "chosen", "given", "page"})
IMPLIED = ("eventType", "type")


def call_of(api: Api, operation: Operation, lowering: Lowering, anchor: str) -> Call:
    """Return the call of an operation, yet without the arguments that its body is made of."""
    title = pascal(operation.operation_id)
    answers = tuple(answers_of(operation, lowering, title))
    body, carries, media_type = body_of(operation.request_body, lowering, title)
    given = tuple(told_apart(parameters(operation, lowering, title), bool(carries)))
    auth, optional = authentication(api, operation)
    return Call(
        operation_id=operation.operation_id,
        name=snake(operation.operation_id),
        api=snake(api.folder),
        home=lowering.places.home(operation.location.path),
        method=operation.method.upper(),
        path=operation.endpoint.strip(),
        arguments=given,
        answers=answers,
        body=body,
        carries=carries,
        body_required=operation.request_body is not None and operation.request_body.required,
        body_examples=body_examples(operation.request_body),
        media_type=media_type,
        content_by=content_by(given, body),
        auth=auth,
        optional_auth=optional,
        failures=tuple(failures_of(operation.responses)),
        rate_limited=any(response.status == "429" for response in operation.responses),
        twin=twin_of(given, operation, lowering),
        summary=(operation.summary or "").strip(),
        text=Text(
            prose=operation.description or "",
            added_in=operation.added_in or "",
            changed_in=operation.changed_in,
            deprecated=operation.deprecated,
        ),
        anchor=anchor,
    )


def with_body(call: Call, lowering: Lowering) -> Call:
    """Return a call with the arguments of its body, when all that it is made of is declared."""
    members, carries = body_arguments(call.body, call.carries, call.arguments, lowering)
    arguments = (*call.arguments, *members)
    return replace(call, arguments=arguments, carries=carries, paging=paging(arguments, call.answers, lowering))


def twin_of(given: Iterable[Argument], operation: Operation, lowering: Lowering) -> Twin | None:
    """Return what chooses a record as the answer, instead of any object: a query parameter of two values.

    The record is called like one of them: `event` asks for a `StateEvent`.
    """
    schemas = [media.schema for each in operation.responses if each.status == "200" for media in each.content]
    branches = [lowering.type_of(branch, Naming(())) for schema in schemas for branch in schema.one_of]
    records = [each for each in branches if isinstance(each, Named)]
    if len(branches) != 2 or len(records) != 1 or JSON_OBJECT not in branches:
        return None
    known = {word for name in lowering.declared[records[0].key].names for word in words(name)}
    for each in given:
        values = each.type.values if isinstance(each.type, Choice) and each.place == "query" else ()
        meant = [value for value in values if value in known]
        if len(values) == 2 and len(meant) == 1:
            others = tuple(value for value in values if value != meant[0])
            return Twin(each.wire, meant[0], others, records[0])
    return None


def parameters(operation: Operation, lowering: Lowering, title: str) -> Iterator[Argument]:
    """Yield the arguments outside the body: those in the path first, in its order."""
    order = re.findall(r"\{([^}]+)\}", operation.endpoint)
    known = [each for each in operation.parameters if each.within in ("path", "query", "header")]
    declared = {each.name for each in known if each.within == "path"}
    missing = [path_parameter(name) for name in order if name not in declared]
    ranked = sorted(
        (*known, *missing),
        key=lambda each: (each.within != "path", order.index(each.name) if each.name in order else 0),
    )
    for each in ranked:
        if not (each.within == "header" and each.name.lower() in ("content-type", "authorization", "accept")):
            yield argument(each, lowering, title)


def told_apart(arguments: Iterable[Argument], body: bool) -> Iterator[Argument]:
    """Yield arguments whose names differ: what would clash takes its place's name too. `body` is given beside them."""
    seen = {*LOCALS, *(("body", "content", "content_type") if body else ())}
    met: set[tuple[str, str]] = set()
    for each in arguments:
        if (each.place, each.wire) in met:
            continue
        met.add((each.place, each.wire))
        wishes = (each.name, verbatim(each.wire), f"{each.name.rstrip('_')}_{each.place}")
        name = next((wish for wish in wishes if wish and wish not in seen), each.name)
        while name in seen:
            name += "_"
        seen.add(name)
        yield each if name == each.name else replace(each, name=name)


def path_parameter(name: str) -> Parameter:
    """Return a parameter that only the path tells of."""
    return Parameter(name=name, within="path", schema=Schema(types=("string",)), required=True)


def argument(parameter: Parameter, lowering: Lowering, title: str) -> Argument:
    """Return the argument of a parameter."""
    type_, nullable = without_none(lowering.type_of(parameter.schema, Naming((pascal(parameter.name),), (title,))))
    return Argument(
        name=argument_name(parameter.name),
        wire=parameter.name,
        place=parameter.within,
        type=type_,
        required=parameter.required or parameter.within == "path",
        nullable=nullable,
        default=suited(parameter.schema.default, type_),
        text=Text(
            prose=parameter.description or parameter.schema.description or "",
            added_in=parameter.added_in or "",
            changed_in=parameter.changed_in,
            deprecated=parameter.deprecated,
            default=parameter.schema.default or "",
        ),
    )


def body_of(body: RequestBody | None, lowering: Lowering, title: str) -> tuple[Type | None, str, str]:
    """Return the type of a body, how it is given, and its media type."""
    if body is None or not body.content:
        return None, "", ""
    media = next((each for each in body.content if each.media_type == JSON), body.content[0])
    if media.media_type != JSON or is_binary(media.schema):
        others = (each.media_type for each in body.content if each.media_type != JSON)
        return None, "bytes", next(others, "application/octet-stream")
    type_ = lowering.type_of(media.schema, Naming((f"{title}Request",)))
    describe(lowering.declared, type_, body.description or "")
    return own_name(type_, f"{title}Request", media, lowering), "value", JSON


def is_binary(schema: Schema) -> bool:
    """Tell whether a schema says that a body is bytes, as Swagger 2.0 did."""
    return schema.types == ("file",) or (schema.types == ("string",) and schema.format in ("byte", "binary"))


def own_name(type_: Type, name: str, media: MediaType, lowering: Lowering) -> Type:
    """Return the type of a body; a record that only this body has is called after the operation."""
    if isinstance(type_, Named) and media.schema.ref is None:
        declared = lowering.declared.get(type_.key)
        path = media.schema.location.path
        if isinstance(declared, Record) and type_.key.startswith(f"{path}#") and "components" not in type_.key:
            lowering.declared[type_.key] = replace(declared, names=(name, *declared.names))
    return type_


def body_arguments(
    body: Type | None, carries: str, given: Sequence[Argument], lowering: Lowering
) -> tuple[tuple[Argument, ...], str]:
    """Return the arguments that a body is made of, and how it is made of them."""
    if body is None:
        return (), carries
    record = lowering.declared.get(body.key) if isinstance(body, Named) else None
    taken = {each.name for each in given} | {"timeout"} | LOCALS
    if isinstance(record, Record) and not record.envelope and not taken & {each.name for each in record.fields}:
        members = sorted(map(member_argument, record.fields), key=lambda each: not each.required)
        if record.extra is not None:
            members.append(Argument(name="extra", wire="", place="body", type=JSON_OBJECT, required=False))
        return tuple(members), "record"
    name = "content" if body == JSON_OBJECT and content_by(given, body) else "body"
    return (Argument(name=name, wire="", place="body", type=body, required=True),), "value"


def member_argument(field: Field) -> Argument:
    """Return the argument for a member of a body."""
    return Argument(
        name=field.name,
        wire=field.wire,
        place="body",
        type=field.type,
        required=field.required,
        nullable=field.nullable,
        default=suited(field.text.default or None, field.type),
        text=field.text,
    )


def suited(default: str | None, type_: Type) -> str | None:
    """Return a default (JSON) if it is of the type that it is the default of."""
    value = None if default is None else json.loads(default)
    if isinstance(value, float) and not isfinite(value):
        return None
    kind: Type = STR if isinstance(type_, Choice | Identifier) else type_
    kinds = PLAIN.get(kind)
    wrong = kinds is not None and (not isinstance(value, kinds) or (kind != BOOL and isinstance(value, bool)))
    return None if wrong else default


def content_by(given: Sequence[Argument], body: Type | None) -> str:
    """Return the path argument that the class of an event's content implies."""
    if body not in (JSON_OBJECT, ANY):
        return ""
    return next((each.name for each in given if each.place == "path" and each.wire in IMPLIED and each.type == STR), "")


def answers_of(operation: Operation, lowering: Lowering, title: str) -> Iterator[Answer]:
    """Yield what each status of success carries; a redirect counts where there is no other."""
    numbered = [(int(each.status), each) for each in operation.responses if each.status.isdigit()]
    good = [(status, each) for status, each in numbered if 200 <= status < 300]
    for status, response in good:
        yield answer(status, response, operation, lowering, title)
    if not good:
        yield from (Answer(status, REDIRECT) for status, _ in numbered if 300 <= status < 400)


def answer(status: int, response: Response, operation: Operation, lowering: Lowering, title: str) -> Answer:
    """Return what a status of success carries."""
    media = next((each for each in response.content if each.media_type == JSON), None)
    if media is None or is_binary(media.schema):
        kinds = [each.media_type for each in response.content]
        binary = PARTS if kinds and kinds[0].startswith("multipart/") else MEDIA if kinds else NONE
        return Answer(status, binary, media_type="image/png" if "image/png" in kinds else "".join(kinds[:1]))
    examples = media_examples(media)
    name = f"{title}Response"
    longer = f"{title}{pascal(HTTPStatus(status).phrase) if status in set(HTTPStatus) else ''}Response"
    type_ = own_name(lowering.type_of(media.schema, Naming((name, longer))), name, media, lowering)
    describe(lowering.declared, type_, response.description or "")
    empty = type_ == JSON_OBJECT and set(examples) <= {"{}"} and (bool(examples) or operation.method.upper() != "GET")
    return Answer(status, NONE if empty else type_, examples)


def media_examples(media: MediaType) -> tuple[str, ...]:
    """Return the examples of a media type, as canonical JSON, each once."""
    own = (*(media.schema.examples or ()), *filter(None, (media.schema.example,)))
    return tuple(dict.fromkeys((*(each.text for each in media.examples), *own)))


def body_examples(body: RequestBody | None) -> tuple[str, ...]:
    """Return the JSON examples of a body."""
    found = (media_examples(each) for each in (body.content if body else ()) if each.media_type == JSON)
    return tuple(example for examples in found for example in examples)


def failures_of(responses: Iterable[Response]) -> Iterator[Failure]:
    """Yield the error codes that an operation documents: in examples, and in the words on a status."""
    found: dict[str, dict[int, None]] = {}
    for response in filter(refuses, responses):
        for code in codes_of(response):
            found.setdefault(code, {})[int(response.status)] = None
    for code, statuses in sorted(found.items()):
        yield Failure(code, tuple(sorted(statuses)))


def refuses(response: Response) -> bool:
    """Tell whether a response is one of an error."""
    return response.status.isdigit() and int(response.status) >= 400


def codes_of(response: Response) -> Iterator[str]:
    """Yield the error codes that a response names."""
    yield from CODE.findall(response.description or "")
    for media in response.content:
        for example in media_examples(media):
            value = json.loads(example)
            code = value.get("errcode") if isinstance(value, dict) else None
            if isinstance(code, str) and CODE.fullmatch(code):
                yield code
        if media.schema.property("errcode"):
            yield from CODE.findall(str(media.schema.property("errcode")))


def authentication(api: Api, operation: Operation) -> tuple[str, bool]:
    """Return what a request has to show, and whether it may go without."""
    kinds = {scheme.name: scheme for scheme in api.security_schemes}
    for requirement in operation.security or ():
        for name in requirement:
            # A name that the document does not declare is a slip: what it declares is meant.
            scheme = kinds.get(name, next(iter(api.security_schemes), None))
            bearer = (
                "token" in name.lower() if scheme is None else scheme.scheme == "bearer" or scheme.within == "query"
            )
            return "bearer" if bearer else "signature", () in (operation.security or ())
    return "", False


def paging(arguments: Sequence[Argument], answers: Sequence[Answer], lowering: Lowering) -> Paging | None:
    """Return how pages follow each other, where an operation has pages."""
    asked = {each.wire: each.name for each in arguments if each.place in ("query", "body")}
    record = lowering.declared.get(answers[0].type.key) if answers and isinstance(answers[0].type, Named) else None
    told = {each.wire: each.name for each in record.fields} if isinstance(record, Record) else {}
    return next((Paging(asked[one], told[other]) for one, other in PAGES if one in asked and other in told), None)
