"""What is to be written, in Python's terms: types, records, operations, event types. Narrow, unlike `model`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specgen.codegen.names import title_of


@dataclass(frozen=True, slots=True)
class Scalar:
    """A type that needs no declaration of ours: `str`, `int`, `float`, `bool`, `None`, `Any`, `JsonObject`."""

    name: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A string with a grammar. `format` is its name in the data: `mx-user-id`."""

    format: str


@dataclass(frozen=True, slots=True)
class Named:
    """A declared record or alias. `key` tells declarations apart before they have names."""

    key: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """An array."""

    item: "Type"


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object whose member names are data."""

    key: "Type"
    value: "Type"


@dataclass(frozen=True, slots=True)
class Choice:
    """A string whose known values are listed; others pass."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types."""

    members: tuple["Type", ...]


Type = Scalar | Identifier | Named | ListOf | MapOf | Choice | Union

STR, INT, FLOAT, BOOL = Scalar("str"), Scalar("int"), Scalar("float"), Scalar("bool")
NONE, ANY, JSON_OBJECT = Scalar("None"), Scalar("Any"), Scalar("JsonObject")
MEDIA, PARTS, REDIRECT = Scalar("Media"), Scalar("Parts"), Scalar("Redirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What the documentation says of something: prose as Markdown, the versions that matter, where to read more."""

    prose: str = ""
    anchor: str = ""
    added_in: str = ""
    changed_in: tuple[tuple[str, str], ...] = ()
    deprecated: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A member of a record. `wire` is its JSON name. `default` is canonical JSON; it is said, not assumed."""

    name: str
    wire: str
    type: Type
    required: bool = False
    nullable: bool = False
    text: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A class. `names` are its possible names, the best first; `home` is its module below the package.

    `extra` is the type of undeclared members where they have a meaning. `envelope` says what kind of event it is the
    envelope of: `event`, `edu`, or `pdu` for one of any room version; empty for other records. `tag` is the member
    that tells it from its siblings, and its value.
    """

    key: str
    home: str
    names: tuple[str, ...]
    fields: tuple[Field, ...]
    text: Text = Text()
    extra: Type | None = None
    envelope: str = ""
    tag: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for a type that is no class: a list of known words."""

    key: str
    home: str
    names: tuple[str, ...]
    type: Type
    text: Text = Text()


Declaration = Record | Alias


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a caller of an operation gives. `place` is `path`, `query`, `header` or `body`."""

    name: str
    wire: str
    place: str
    type: Type
    required: bool
    nullable: bool = False
    default: str | None = None
    text: Text = Text()


@dataclass(frozen=True, slots=True)
class Failure:
    """An error code that is documented for an operation, with its statuses."""

    code: str
    statuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a status carries. `examples` are canonical JSON; `media_type` is what bytes are."""

    status: int
    type: Type
    examples: tuple[str, ...] = ()
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """How pages follow each other: the argument that asks for the next, the member that names it."""

    argument: str
    member: str


@dataclass(frozen=True, slots=True)
class UnstablePath:
    """Where an operation stood before it was stable, and the feature flag that tells of it."""

    path: str
    feature: str


@dataclass(frozen=True, slots=True)
class Twin:
    """What makes an operation answer with a record instead of any object: a value of a query parameter.

    `others` are the parameter's other values.
    """

    wire: str
    value: str
    others: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operation. `body` is the record of a JSON body whose members are arguments, or the type of one argument.

    `carries` is `record` (its members are arguments), `value` (one argument), `bytes`, or empty for no body.
    `content_by` is the path argument that an event's content implies, `twin` an answer that a query parameter chooses.
    """

    operation_id: str
    name: str
    api: str
    home: str
    method: str
    path: str
    arguments: tuple[Argument, ...]
    answers: tuple[Answer, ...]
    body: Type | None = None
    carries: str = ""
    body_required: bool = False
    body_examples: tuple[str, ...] = ()
    media_type: str = ""
    content_by: str = ""
    auth: str = ""
    optional_auth: bool = False
    failures: tuple[Failure, ...] = ()
    rate_limited: bool = False
    paging: Paging | None = None
    twin: Twin | None = None
    unstable: tuple[UnstablePath, ...] = ()
    summary: str = ""
    text: Text = Text()
    anchor: str = ""

    @property
    def result(self) -> Type:
        """Return what a caller gets."""
        kinds = tuple(dict.fromkeys(answer.type for answer in self.answers)) or (NONE,)
        return kinds[0] if len(kinds) == 1 else Union(kinds)

    @property
    def chooser(self) -> Argument | None:
        """Return the argument that chooses what is answered, where there is one."""
        wire = self.twin.wire if self.twin else ""
        return next((each for each in self.arguments if wire and (each.place, each.wire) == ("query", wire)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """An event type: the record of its content, or one record for each value of the member `tag`.

    `kind` is `state`, `message`, `ephemeral`, `account-data`, `to-device` or `edu`; `also` are kinds that have the
    same content too. `state_key` is the type of state keys; None where it is always empty, or there is none.
    """

    type: str
    kind: str
    home: str
    content: Named
    also: tuple[str, ...] = ()
    tag: str = ""
    variants: tuple[tuple[str, Named], ...] = ()
    state_key: Type | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode:
    """An error code. `members` are what its body has beside code and text."""

    code: str
    text: str = ""
    members: tuple[Field, ...] = ()
    uses: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """All that is to be written, with final names: `names` maps keys of declarations to class names.

    `titles` are what pages call the APIs.
    """

    title: str
    version: str
    url: str
    titles: tuple[tuple[str, str], ...] = ()
    declarations: tuple[Declaration, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    calls: tuple[Call, ...] = ()
    events: tuple[EventKind, ...] = ()
    errors: tuple[ErrorCode, ...] = ()
    room_formats: tuple[tuple[str, Named], ...] = ()
    formats: tuple[tuple[str, str, str], ...] = ()

    def called(self, api: str) -> str:
        """Return what an API is called: `Client-Server API`."""
        return dict(self.titles).get(api) or f"{title_of(api)} API"


def inside(type_: Type) -> Iterator[Type]:
    """Yield a type and all that it is made of."""
    yield type_
    match type_:
        case ListOf(item):
            yield from inside(item)
        case MapOf(key, value):
            yield from inside(key)
            yield from inside(value)
        case Union(members):
            for member in members:
                yield from inside(member)


def or_none(type_: Type) -> Type:
    """Return a type that may also be None."""
    if isinstance(type_, Union):
        return type_ if NONE in type_.members else replace(type_, members=(*type_.members, NONE))
    return type_ if type_ in (NONE, ANY) else Union((type_, NONE))
