"""Reads Swagger 2.0 documents (https://swagger.io/specification/v2/) to the model of OpenAPI 3.1."""

from collections.abc import Mapping
from dataclasses import replace

from specgen.load.openapi import METHODS, operation_words, paths, read_parameter, read_security_schemes
from specgen.load.schema import SchemaReader, changes
from specgen.model.api import Api, Example, MediaType, Operation, Parameter, RequestBody, Response
from specgen.model.node import Node

JSON = "application/json"
# What Swagger 2.0 writes on the parameter itself and OpenAPI 3.1 in its schema.
OUTSIDE = ("name", "in", "required", "description", "schema", "x-addedInMatrixVersion", "x-changedInMatrixVersion")
# How OpenAPI 3.1 says what Swagger 2.0's `collectionFormat` does.
COLLECTIONS: Mapping[str, tuple[str | None, bool | None]] = {
    "csv": (None, False),
    "multi": ("form", True),
    "ssv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
}


def read_swagger(folder: str, name: str, root: Node, reader: SchemaReader) -> Api:
    """Return one Swagger document as a value."""
    base_path = root.get("basePath").text() or ""
    return Api(
        folder=folder,
        name=name,
        title=root.get("info").get("title").text() or "",
        description=root.get("info").get("description").text(),
        base_path=base_path.rstrip("/"),
        operations=tuple(
            read_operation(method, (path, base_path.rstrip("/")), item, root, reader)
            for path, item in paths(root, reader)
            for method in METHODS
            if item.get(method).value is not None
        ),
        security_schemes=read_security_schemes(root.get("securityDefinitions"), reader),
        location=root.location,
    )


def read_operation(method: str, place: tuple[str, str], item: Node, root: Node, reader: SchemaReader) -> Operation:
    """Return one operation: the parameter in `body`, or those in `formData`, become the request body."""
    node = reader.documents.follow(item.get(method))
    lists = (reader.documents.follow(item.get("parameters")), reader.documents.follow(node.get("parameters")))
    parameters = [reader.documents.follow(parameter) for listed in lists for parameter in listed.elements()]
    bodies = [parameter for parameter in parameters if parameter.get("in").value == "body"]
    others = [parameter for parameter in parameters if parameter.get("in").value not in ("body", "formData")]
    produces = media_types("produces", node, root)
    return Operation(
        parameters=tuple(swagger_parameter(parameter, reader) for parameter in others),
        request_body=read_body(bodies[0], media_types("consumes", node, root), reader) if bodies else None,
        responses=tuple(
            read_response(status, response, produces, reader)
            for status, response in reader.documents.follow(node.get("responses")).items()
        ),
        **operation_words(method, *place, node),
    )


def media_types(key: str, node: Node, root: Node) -> tuple[str, ...]:
    """Return `consumes` or `produces` of an operation, else of the document, else JSON."""
    return node.get(key).strings() or root.get(key).strings() or (JSON,)


def swagger_parameter(node: Node, reader: SchemaReader) -> Parameter:
    """Return a parameter, whose schema stood on the parameter itself."""
    value = node.value if isinstance(node.value, dict) else {}
    inside = {key: member for key, member in value.items() if key not in OUTSIDE and key != "x-example"}
    inner = Node(inside, node.path, node.pointer)
    parameter = read_parameter(node.get("name").text() or "", node.get("in").text() or "", node, reader)
    example = node.get("x-example")
    examples = () if example.value is None else (Example("", reader.documents.example(example)),)
    style, explode = COLLECTIONS.get(node.get("collectionFormat").text() or "", (None, None))
    return replace(parameter, schema=reader.read(inner), examples=examples, style=style, explode=explode)


def read_body(node: Node, consumes: tuple[str, ...], reader: SchemaReader) -> RequestBody:
    """Return the request body that a `body` parameter describes."""
    schema = reader.read(node.get("schema"))
    example = node.get("x-example")
    examples = () if example.value is None else (Example("", reader.documents.example(example)),)
    kinds = (JSON,) if referred_types(node.get("schema"), reader) != ("string",) else consumes
    return RequestBody(
        description=node.get("description").text(),
        required=node.get("required").value is True,
        content=tuple(
            MediaType(media_type=kind, schema=schema, examples=examples, location=node.location) for kind in kinds
        ),
        location=node.location,
    )


def read_response(status: str, node: Node, produces: tuple[str, ...], reader: SchemaReader) -> Response:
    """Return one response; a schema without JSON in `produces` is content of the types named there."""
    node = reader.documents.follow(node)
    headers = (
        (name, reader.documents.follow(header)) for name, header in reader.documents.follow(node.get("headers")).items()
    )
    return Response(
        status=status,
        description=node.get("description").text(),
        headers=tuple(
            replace(read_parameter(name, "header", header, reader), schema=reader.read(header))
            for name, header in headers
        ),
        content=() if node.get("schema").value is None else read_content(node, produces, reader),
        added_in=node.get("x-addedInMatrixVersion").text(),
        changed_in=changes(node.get("x-changedInMatrixVersion")),
        location=node.location,
    )


def read_content(node: Node, produces: tuple[str, ...], reader: SchemaReader) -> tuple[MediaType, ...]:
    """Return a response's content: JSON, unless the schema is that of a file or text."""
    documents = reader.documents
    schema = reader.read(node.get("schema"))
    kinds = produces if referred_types(node.get("schema"), reader) in (("file",), ("string",)) else (JSON,)
    examples = documents.follow(node.get("examples"))
    named = dict(examples.items())
    return tuple(
        MediaType(
            media_type=kind,
            schema=schema,
            examples=(Example("", documents.example(named[kind])),) if kind in named else (),
            location=node.location,
        )
        for kind in kinds
    )


def referred_types(node: Node, reader: SchemaReader) -> tuple[str, ...]:
    """Return the types of a schema, or of what it refers to."""
    return reader.types(reader.documents.follow(node).get("type"))
