"""What Swagger 2.0 cannot say and OpenAPI 3.1 can: between the two this is no fact."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specgen.model.api import MediaType, Operation, Parameter, RequestBody, Response
from specgen.model.spec import Spec

# What a Swagger document says of content that is not JSON: `produces` and `consumes` hold for a whole document.
ANY_MEDIA = "*/*"
# How parameters with free names were written, for want of `style` and `explode`.
FREE = "..."


def swagger_folders(spec: Spec) -> frozenset[str]:
    """Return the API folders whose documents are written in Swagger 2.0 (their bundles still say so)."""
    return frozenset(bundle.folder for bundle in spec.bundles if bundle.text.endswith('"swagger":"2.0"}'))


def raised(swagger: Operation, other: Operation) -> Operation:
    """Return an operation of a Swagger document with that taken from the other side which it cannot say itself."""
    responses = {response.status.upper(): response for response in other.responses}
    return replace(
        swagger,
        parameters=tuple(named_freely(swagger.parameters, other.parameters)),
        request_body=raised_body(swagger.request_body, other.request_body),
        responses=tuple(raised_response(each, responses.get(each.status.upper())) for each in swagger.responses),
    )


def named_freely(parameters: Iterable[Parameter], others: tuple[Parameter, ...]) -> Iterator[Parameter]:
    """Yield parameters; those with free names as the other side has them."""
    known = {(each.within, each.name): each for each in others}
    for parameter in parameters:
        other = known.get((parameter.within, parameter.name.removesuffix(FREE)))
        if other is not None and parameter.name.endswith(FREE):
            yield replace(parameter, name=other.name, schema=other.schema, style=other.style, explode=other.explode)
        elif other is not None and (parameter.style, parameter.explode) == (None, None):
            yield replace(parameter, style=other.style, explode=other.explode)
        else:
            yield parameter


def raised_body(swagger: RequestBody | None, other: RequestBody | None) -> RequestBody | None:
    """Return a request body with the other's media types where any will do."""
    if swagger is None or other is None or not any_media(swagger.content):
        return swagger
    return replace(swagger, content=other.content)


def raised_response(swagger: Response, other: Response | None) -> Response:
    """Return a response with the other's media types where any will do."""
    return swagger if other is None or not any_media(swagger.content) else replace(swagger, content=other.content)


def any_media(content: tuple[MediaType, ...]) -> bool:
    """Tell whether content may be of any media type."""
    return any(each.media_type == ANY_MEDIA for each in content)
