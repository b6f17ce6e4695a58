"""Reads OpenAPI 3.1 documents (https://spec.openapis.org/oas/v3.1.0) to the model."""

from collections.abc import Iterator
from typing import Any

from specgen.load.schema import SchemaReader, changes
from specgen.model.api import (
    Api,
    Encoding,
    Example,
    MediaType,
    Operation,
    Parameter,
    RequestBody,
    Response,
    SecurityScheme,
)
from specgen.model.node import Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def read_api(folder: str, name: str, root: Node, reader: SchemaReader) -> Api:
    """Return one API document as a value."""
    base_path = base_path_of(root)
    return Api(
        folder=folder,
        name=name,
        title=root.get("info").get("title").text() or "",
        description=root.get("info").get("description").text(),
        base_path=base_path,
        operations=tuple(
            read_operation(method, path, base_path, item, reader)
            for path, item in paths(root, reader)
            for method in METHODS
            if item.get(method).value is not None
        ),
        security_schemes=read_security_schemes(root.get("components").get("securitySchemes"), reader),
        location=root.location,
    )


def base_path_of(root: Node) -> str:
    """Return the default of the first server's `basePath`, else the path of its URL."""
    for server in root.get("servers").elements():
        variable = server.get("variables").get("basePath").get("default").text()
        if variable is not None:
            return variable
    return ""


def paths(root: Node, reader: SchemaReader) -> Iterator[tuple[str, Node]]:
    """Yield each path and its item, references followed, by path."""
    for path, item in reader.documents.follow(root.get("paths")).items():
        yield path, reader.documents.follow(item)


def read_operation(method: str, path: str, base_path: str, item: Node, reader: SchemaReader) -> Operation:
    """Return one operation; parameters of the path item come first, as the standard has it."""
    node = reader.documents.follow(item.get(method))
    body = reader.documents.follow(node.get("requestBody"))
    return Operation(
        parameters=read_parameters((item.get("parameters"), node.get("parameters")), reader),
        request_body=None if body.value is None else read_request_body(body, reader),
        responses=tuple(
            read_response(status, response, reader)
            for status, response in reader.documents.follow(node.get("responses")).items()
        ),
        **operation_words(method, path, base_path, node),
    )


def operation_words(method: str, path: str, base_path: str, node: Node) -> dict[str, Any]:
    """Return the fields of an operation that Swagger 2.0 and OpenAPI 3.1 write alike."""
    return {
        "operation_id": node.get("operationId").text() or "",
        "method": method.upper(),
        "path": path,
        "base_path": base_path,
        "summary": node.get("summary").text(),
        "description": node.get("description").text(),
        "tags": node.get("tags").strings(),
        "security": read_security(node.get("security")),
        "deprecated": node.get("deprecated").value is True,
        "added_in": node.get("x-addedInMatrixVersion").text(),
        "changed_in": changes(node.get("x-changedInMatrixVersion")),
        "location": node.location,
    }


def read_security(node: Node) -> tuple[tuple[str, ...], ...] | None:
    """Return the security requirements, each as the names of its schemes."""
    if not isinstance(node.value, list):
        return None
    return tuple(tuple(name for name, _ in requirement.items()) for requirement in node.elements())


def read_parameters(lists: tuple[Node, ...], reader: SchemaReader) -> tuple[Parameter, ...]:
    """Return all parameters of some lists in the author's order."""
    nodes = (reader.documents.follow(node) for listed in lists for node in reader.documents.follow(listed).elements())
    return tuple(
        read_parameter(node.get("name").text() or "", node.get("in").text() or "", node, reader) for node in nodes
    )


def read_parameter(name: str, within: str, node: Node, reader: SchemaReader) -> Parameter:
    """Return a parameter, or a header by the name that its mapping has."""
    return Parameter(
        name=name,
        within=within,
        schema=reader.read(node.get("schema")),
        required=node.get("required").value is True,
        description=node.get("description").text(),
        deprecated=node.get("deprecated").value is True,
        added_in=node.get("x-addedInMatrixVersion").text(),
        changed_in=changes(node.get("x-changedInMatrixVersion")),
        examples=read_examples(node, reader),
        style=node.get("style").text(),
        explode=flag(node.get("explode")),
        reserved=node.get("allowReserved").value is True,
        content=read_content(node.get("content"), reader),
        location=node.location,
    )


def flag(node: Node) -> bool | None:
    """Return a boolean, None where there is none."""
    return node.value if isinstance(node.value, bool) else None


def read_examples(node: Node, reader: SchemaReader) -> tuple[Example, ...]:
    """Return `examples` (by name) else `example`, references resolved."""
    documents = reader.documents
    named = documents.follow(node.get("examples"))
    if isinstance(named.value, dict) and named.value:
        values = ((name, documents.follow(entry).get("value")) for name, entry in named.items())
        return tuple(Example(name, documents.example(value)) for name, value in values)
    if isinstance(node.value, dict) and "example" in node.value:
        return (Example("", documents.example(node.get("example"))),)
    return ()


def read_content(node: Node, reader: SchemaReader) -> tuple[MediaType, ...]:
    """Return the media types by name."""
    documents = reader.documents
    entries = ((name, documents.follow(entry)) for name, entry in documents.follow(node).items())
    return tuple(
        MediaType(
            media_type=name,
            schema=reader.read(entry.get("schema")),
            examples=read_examples(entry, reader),
            encoding=tuple(read_encoding(part, node) for part, node in entry.get("encoding").items()),
            location=entry.location,
        )
        for name, entry in entries
    )


def read_encoding(name: str, node: Node) -> Encoding:
    """Return how a property of a form is written."""
    return Encoding(
        name=name,
        content_type=node.get("contentType").text(),
        style=node.get("style").text(),
        explode=flag(node.get("explode")),
        reserved=node.get("allowReserved").value is True,
    )


def read_request_body(node: Node, reader: SchemaReader) -> RequestBody:
    """Return a request body."""
    return RequestBody(
        description=node.get("description").text(),
        required=node.get("required").value is True,
        content=read_content(node.get("content"), reader),
        location=node.location,
    )


def read_response(status: str, node: Node, reader: SchemaReader) -> Response:
    """Return one response."""
    node = reader.documents.follow(node)
    headers = (
        (name, reader.documents.follow(header)) for name, header in reader.documents.follow(node.get("headers")).items()
    )
    return Response(
        status=status,
        description=node.get("description").text(),
        headers=tuple(read_parameter(name, "header", header, reader) for name, header in headers),
        content=read_content(node.get("content"), reader),
        added_in=node.get("x-addedInMatrixVersion").text(),
        changed_in=changes(node.get("x-changedInMatrixVersion")),
        location=node.location,
    )


def read_security_schemes(node: Node, reader: SchemaReader) -> tuple[SecurityScheme, ...]:
    """Return the security schemes by name."""
    entries = ((name, reader.documents.follow(entry)) for name, entry in reader.documents.follow(node).items())
    return tuple(
        SecurityScheme(
            name=name,
            kind=entry.get("type").text() or "",
            scheme=entry.get("scheme").text(),
            within=entry.get("in").text(),
            description=entry.get("description").text(),
            location=entry.location,
        )
        for name, entry in entries
    )
