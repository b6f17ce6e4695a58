"""Which keywords the objects of OpenAPI 3.1 and Swagger 2.0 have, and which objects their values are.

One line for each object. `word` has a plain value, `word=Kind` an object, `word=[Kind]` a list of objects,
`word={Kind}` a mapping of names to objects. Schemas are not gone into: they have rules of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

OPENAPI_3 = """
OpenAPI: openapi info=Info jsonSchemaDialect servers=[Server] paths={PathItem} webhooks={PathItem} \
    components=Components security=[SecurityRequirement] tags=[Tag] externalDocs=ExternalDocs
Info: title summary description termsOfService contact=Contact license=License version
Contact: name url email
License: name identifier url
Server: url description variables={ServerVariable}
ServerVariable: enum default description
Components: schemas={Schema} responses={Response} parameters={Parameter} examples={Example} \
    requestBodies={RequestBody} headers={Header} securitySchemes={SecurityScheme} links={Link} \
    callbacks={Callback} pathItems={PathItem}
PathItem: $ref summary description get=Operation put=Operation post=Operation delete=Operation options=Operation \
    head=Operation patch=Operation trace=Operation servers=[Server] parameters=[Parameter]
Operation: tags summary description externalDocs=ExternalDocs operationId parameters=[Parameter] \
    requestBody=RequestBody responses={Response} callbacks={Callback} deprecated \
    security=[SecurityRequirement] servers=[Server]
ExternalDocs: description url
Parameter: name in description required deprecated allowEmptyValue style explode allowReserved schema=Schema \
    example examples={Example} content={MediaType}
RequestBody: description content={MediaType} required
MediaType: schema=Schema example examples={Example} encoding={Encoding}
Encoding: contentType headers={Header} style explode allowReserved
Response: description headers={Header} content={MediaType} links={Link}
Example: summary description value externalValue
Link: operationRef operationId parameters requestBody description server=Server
Header: description required deprecated allowEmptyValue style explode allowReserved schema=Schema \
    example examples={Example} content={MediaType}
Tag: name description externalDocs=ExternalDocs
SecurityScheme: type description name in scheme bearerFormat flows=OAuthFlows openIdConnectUrl
OAuthFlows: implicit=OAuthFlow password=OAuthFlow clientCredentials=OAuthFlow authorizationCode=OAuthFlow
OAuthFlow: authorizationUrl tokenUrl refreshUrl scopes
"""
SWAGGER_2 = """
OpenAPI: swagger info=Info host basePath schemes consumes produces paths={PathItem} definitions={Schema} \
    parameters={Parameter} responses={Response} securityDefinitions={SecurityScheme} \
    security=[SecurityRequirement] tags=[Tag] externalDocs=ExternalDocs
Info: title description termsOfService contact=Contact license=License version
Contact: name url email
License: name url
PathItem: $ref get=Operation put=Operation post=Operation delete=Operation options=Operation head=Operation \
    patch=Operation parameters=[Parameter]
Operation: tags summary description externalDocs=ExternalDocs operationId consumes produces parameters=[Parameter] \
    responses={Response} schemes deprecated security=[SecurityRequirement]
ExternalDocs: description url
Parameter: name in description required schema=Schema type format allowEmptyValue items collectionFormat default \
    maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum \
    multipleOf
Response: description schema=Schema headers={Header} examples
Header: description type format items collectionFormat default maximum exclusiveMaximum minimum exclusiveMinimum \
    maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf
Tag: name description externalDocs=ExternalDocs
SecurityScheme: type description name in flow authorizationUrl tokenUrl scopes
"""
# Objects that a `$ref` may stand for.
REFERABLE = {
    "3": frozenset(
        ("Parameter", "RequestBody", "Response", "Example", "Link", "Header", "Callback", "SecurityScheme", "PathItem")
    ),
    "2": frozenset(("Parameter", "Response", "PathItem")),
}
# Keywords that have to be there.
DEMANDED: Mapping[str, tuple[str, ...]] = {
    "OpenAPI": ("info",),
    "Info": ("title", "version"),
    "License": ("name",),
    "Server": ("url",),
    "ServerVariable": ("default",),
    "Operation": ("responses",),
    "ExternalDocs": ("url",),
    "Parameter": ("name", "in"),
    "RequestBody": ("content",),
    "Response": ("description",),
    "Tag": ("name",),
    "SecurityScheme": ("type",),
}
# Mappings beside whose names extensions (`x-…`) may stand.
EXTENSIBLE = ("paths", "responses", "callbacks")


@dataclass(frozen=True, slots=True)
class Member:
    """What the value of a keyword is: `shape` is `one`, `list`, `map`, or empty for a plain value."""

    shape: str = ""
    kind: str = ""


Grammar = Mapping[str, Mapping[str, Member]]


def read_grammar(text: str) -> Grammar:
    """Return the table that a text of one line for each object stands for."""
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return {kind: dict(map(read_member, words.split())) for kind, _, words in lines}


def read_member(word: str) -> tuple[str, Member]:
    """Return a keyword and what its value is."""
    name, _, value = word.partition("=")
    shape = {"[": "list", "{": "map", "": ""}.get(value[:1], "one")
    return name, Member(shape, value.strip("[]{}"))


GRAMMARS: Mapping[str, Grammar] = {"3": read_grammar(OPENAPI_3), "2": read_grammar(SWAGGER_2)}


def name_of(kind: str) -> str:
    """Return the standard's name of an object, with its article: `an External Docs object`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind) if kind != "OpenAPI" else kind
    return f"{'an' if words[0] in 'AEIOU' else 'a'} {words} object"
