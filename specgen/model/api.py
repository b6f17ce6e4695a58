"""HTTP APIs in the words of OpenAPI 3.1."""

from dataclasses import dataclass, field

from specgen.location import NOWHERE, Location
from specgen.model.schema import Schema


@dataclass(frozen=True, slots=True)
class Example:
    """One example value. `text` is canonical JSON."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of an operation, or a header of a response (then `within` is `header`).

    `style` and `explode` say how lists and objects are written, None where the document does not say it. `content` is
    there instead of a schema for values that are documents of their own.
    """

    name: str
    within: str
    schema: Schema
    required: bool = False
    description: str | None = None
    deprecated: bool = False
    added_in: str | None = None
    changed_in: tuple[tuple[str, str], ...] = ()
    examples: tuple[Example, ...] = ()
    style: str | None = None
    explode: bool | None = None
    reserved: bool = False
    content: tuple["MediaType", ...] = ()
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How one property of a form is written, where that is not as its type has it."""

    name: str
    content_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    reserved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaType:
    """One kind of content. `examples` are those given beside the schema, not inside it."""

    media_type: str
    schema: Schema
    examples: tuple[Example, ...] = ()
    encoding: tuple[Encoding, ...] = ()
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestBody:
    """What a request carries."""

    description: str | None = None
    required: bool = False
    content: tuple[MediaType, ...] = ()
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer. `status` is `200`, `4XX` or `default`."""

    status: str
    description: str | None = None
    headers: tuple[Parameter, ...] = ()
    content: tuple[MediaType, ...] = ()
    added_in: str | None = None
    changed_in: tuple[tuple[str, str], ...] = ()
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    """One way to authenticate. `within` is `header` or `query` for API keys."""

    name: str
    kind: str
    scheme: str | None = None
    within: str | None = None
    description: str | None = None
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method on one path. `path` stands below the base path, as written (blanks at the end included).

    `security` holds the requirements in order, each the names of its schemes; None where there is none.
    """

    operation_id: str
    method: str
    path: str
    base_path: str
    summary: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    request_body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[tuple[str, ...], ...] | None = None
    deprecated: bool = False
    added_in: str | None = None
    changed_in: tuple[tuple[str, str], ...] = ()
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def endpoint(self) -> str:
        """Return base path and path."""
        return self.base_path + self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One API document. `folder` is the API it belongs to (`client-server`), `name` its file's stem."""

    folder: str
    name: str
    title: str = ""
    description: str | None = None
    base_path: str = ""
    operations: tuple[Operation, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    location: Location = field(default=NOWHERE, compare=False)
