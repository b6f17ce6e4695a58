"""What is shown of an HTTP operation (INPUT 9.1, 9.2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from specgen.model.api import Api, MediaType, Operation, Parameter, Response
from specgen.model.schema import Schema
from specgen.render.examples import media_examples
from specgen.render.slug import operation_id
from specgen.render.story import HistoryView, history_view
from specgen.render.tables import Drawing, Row, Table, describe, object_tables, type_of, version_notes

JSON = "application/json"
METHODS = ("GET", "POST", "PUT", "DELETE")
PLACES = ("header", "path", "query")


@dataclass(frozen=True, slots=True)
class Body:
    """A request or response body: a sentence for arrays, object tables or a table of content types, examples."""

    array_of: str | None
    tables: tuple[Table, ...]
    content_types: tuple[tuple[str, Markup], ...]
    examples: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ResponseView:
    """One response that carries something."""

    status: str
    headers: Table | None
    body: Body


@dataclass(frozen=True, slots=True)
class OperationView:
    """Everything that the template of an operation draws."""

    id: str
    method: str
    endpoint: str
    deprecated: bool
    notes: Markup
    description: Markup
    rate_limited: bool
    authentication: str
    parameters: tuple[Table, ...]
    request_body: Body | None
    statuses: tuple[tuple[str, Markup], ...]
    responses: tuple[ResponseView, ...]
    history: HistoryView | None = None


def shown_operations(api: Api) -> list[Operation]:
    """Return an API's operations by path and method, in the published order."""
    shown = [operation for operation in api.operations if operation.method in METHODS]
    return sorted(shown, key=lambda operation: (operation.path, METHODS.index(operation.method)))


def operation_view(operation: Operation, anchor_base: str, drawing: Drawing) -> OperationView:
    """Return what is shown of an operation."""
    name = operation_id(operation, anchor_base)
    body = operation.request_body
    return OperationView(
        id=name,
        method=operation.method,
        endpoint=operation.endpoint.strip(),
        deprecated=operation.deprecated,
        notes=Markup(version_notes(operation.added_in, operation.changed_in, drawing)),
        description=drawing.texts.block(operation.description, drawing.section),
        rate_limited=any(response.status == "429" for response in operation.responses),
        authentication=authentication(operation),
        parameters=tuple(parameter_tables(operation.parameters, drawing)),
        request_body=None if body is None else body_view(body.content, f"{name}_request", drawing),
        statuses=tuple(
            (response.status, drawing.texts.inline(response.description, drawing.section))
            for response in operation.responses
        ),
        responses=tuple(response_view(response, name, drawing) for response in operation.responses if response.content),
        history=history_view(f"{operation.method} {operation.endpoint}", drawing.story, drawing.texts, drawing.section),
    )


def authentication(operation: Operation) -> str:
    """Return whether a caller must authenticate: no requirement, an empty first one, or one."""
    if not operation.security:
        return "No"
    return "Yes" if operation.security[0] else "Optional"


def parameter_tables(parameters: tuple[Parameter, ...], drawing: Drawing) -> Iterable[Table]:
    """Yield the tables of header, path and query parameters that have rows."""
    by_name = sorted(parameters, key=lambda parameter: parameter.name)
    for place in PLACES:
        rows = tuple(parameter_row(parameter, drawing) for parameter in by_name if parameter.within == place)
        if rows:
            yield Table("", f"{place} parameters", rows)


def parameter_row(parameter: Parameter, drawing: Drawing) -> Row:
    """Return the row of a parameter or header: its own words win over those of its schema."""
    schema = drawing.resolver.resolve(parameter.schema)
    merged = replace(
        schema,
        description=parameter.description if parameter.description is not None else schema.description,
        added_in=parameter.added_in or schema.added_in,
        changed_in=parameter.changed_in or schema.changed_in,
    )
    return Row(parameter.name, type_of(schema, "", drawing), describe(merged, parameter.required, drawing))


def response_view(response: Response, name: str, drawing: Drawing) -> ResponseView:
    """Return what is shown of a response's headers and body."""
    headers = tuple(parameter_row(header, drawing) for header in response.headers)
    return ResponseView(
        status=response.status,
        headers=Table("", "Headers", headers) if headers else None,
        body=body_view(response.content, f"{name}_response-{response.status}", drawing),
    )


def body_view(content: tuple[MediaType, ...], base: str, drawing: Drawing) -> Body:
    """Return what is shown of a body: JSON is described by its schema, other content by its types."""
    resolved = [(media, drawing.resolver.resolve(media.schema)) for media in content]
    examples = tuple(example for media, schema in resolved for example in media_examples(media, schema))
    schema = next((schema for media, schema in resolved if media.media_type == JSON), None)
    if schema is None:
        types = tuple((media.media_type, content_text(schema, drawing)) for media, schema in resolved)
        return Body(None, (), types, examples)
    array_of = array_words(schema) if schema.is_a("array") else None
    return Body(array_of, tuple(object_tables(schema, base, drawing)), (), examples)


def content_text(schema: Schema, drawing: Drawing) -> Markup:
    """Return the description of content that is not JSON."""
    notes = version_notes(schema.added_in, schema.changed_in, drawing)
    return drawing.texts.inline(schema.description, drawing.section) + Markup(notes)


def array_words(schema: Schema) -> str:
    """Return what an array holds: titles (else types) of the alternatives, else the items' title."""
    items = schema.items or Schema()
    if items.any_of:
        return ", ".join(each.title or "|".join(each.types) for each in items.any_of)
    return items.title or ""
