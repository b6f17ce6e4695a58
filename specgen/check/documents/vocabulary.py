"""The keywords of schemas: what kind of value each takes, and which type of instance it speaks about."""

from collections.abc import Callable, Mapping
from typing import Any

from specgen.check.once import once
from specgen.model.subject import Subject

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")
# Those of JSON Schema 2020-12 and OpenAPI 3.1 whose keywords say something about one type only.
ABOUT: Mapping[str, str] = {
    **dict.fromkeys(("properties", "patternProperties", "additionalProperties", "propertyNames"), "object"),
    **dict.fromkeys(("required", "minProperties", "maxProperties", "unevaluatedProperties"), "object"),
    **dict.fromkeys(("dependentRequired", "dependentSchemas"), "object"),
    **dict.fromkeys(("items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"), "array"),
    **dict.fromkeys(("minContains", "maxContains", "unevaluatedItems"), "array"),
    **dict.fromkeys(("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"), "string"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
}
SHAPES: Mapping[str, str] = {
    **dict.fromkeys(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"), "mapping"),
    **dict.fromkeys(("dependentRequired", "discriminator", "xml", "externalDocs", "$vocabulary"), "mapping"),
    **dict.fromkeys(("additionalProperties", "items", "not", "if", "then", "else", "contains"), "schema"),
    **dict.fromkeys(("propertyNames", "unevaluatedProperties", "unevaluatedItems", "contentSchema"), "schema"),
    **dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), "list of schemas"),
    **dict.fromkeys(("title", "description", "format", "pattern", "$ref", "$id", "$schema", "$anchor"), "string"),
    **dict.fromkeys(("$comment", "contentEncoding", "contentMediaType", "$dynamicRef", "$dynamicAnchor"), "string"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties"), "count"),
    **dict.fromkeys(("maxProperties", "minContains", "maxContains"), "count"),
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), "number"),
    **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), "number or boolean"),
    **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "uniqueItems", "nullable"), "boolean"),
    "required": "list of strings",
    "enum": "list",
    "examples": "list",
}
FREE = ("type", "const", "default", "example")
KEYWORDS = frozenset((*SHAPES, *FREE))
# Formats by the type that they belong to: JSON Schema 2020-12's, and those of OpenAPI's registry.
FORMATS: Mapping[str, str] = {
    **dict.fromkeys(("date-time", "date", "time", "duration", "email", "idn-email", "hostname"), "string"),
    **dict.fromkeys(("idn-hostname", "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference"), "string"),
    **dict.fromkeys(("uuid", "uri-template", "json-pointer", "relative-json-pointer", "regex"), "string"),
    **dict.fromkeys(("byte", "binary", "password", "base64url", "char"), "string"),
    **dict.fromkeys(("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"), "integer"),
    **dict.fromkeys(("float", "double", "decimal"), "number"),
}


def is_number(value: Any) -> bool:
    """Tell whether a value is a number of JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_count(value: Any) -> bool:
    """Tell whether a value is a natural number."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


TESTS: Mapping[str, Callable[[Any], bool]] = {
    "mapping": lambda value: isinstance(value, dict),
    "schema": lambda value: isinstance(value, dict | bool),
    "list of schemas": lambda value: isinstance(value, list) and all(isinstance(item, dict | bool) for item in value),
    "string": lambda value: isinstance(value, str),
    "count": is_count,
    "number": is_number,
    "number or boolean": lambda value: isinstance(value, int | float),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "list of strings": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
}


def fits(keyword: str, value: Any) -> bool:
    """Tell whether a keyword takes a value."""
    shape = SHAPES.get(keyword)
    return shape is None or TESTS[shape](value)


def kind_of(value: Any) -> str:
    """Return what a value is, in the reader's words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if is_number(value):
        return "a number"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a string"


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the types that a schema allows as its `type` says; none where it says nothing."""
    value = schema.get("type")
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return (value,) if isinstance(value, str) else ()


@once
def string_formats(subject: Subject) -> frozenset[str]:
    """Return the names of the formats that the specification itself defines."""
    return frozenset(each.name for each in subject.spec.formats)
