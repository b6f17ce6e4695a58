"""Reads schema objects: JSON Schema 2020-12 as OpenAPI 3.1 uses it, and the subset that Swagger 2.0 has."""

from collections.abc import Callable, Mapping
from typing import Any

from specgen.load.refs import Documents
from specgen.model.node import Node, dump
from specgen.model.schema import Property, Schema

# Keywords that pages do not show: with one value, with one schema, with schemas by name, with a list of schemas.
OF_VALUE = (
    *("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems"),
    *("uniqueItems", "minContains", "maxContains", "minProperties", "maxProperties", "dependentRequired"),
    *("readOnly", "writeOnly", "contentEncoding", "contentMediaType"),
)
OF_ONE = (
    *("not", "if", "then", "else", "contains", "propertyNames", "contentSchema"),
    *("unevaluatedItems", "unevaluatedProperties"),
)
OF_NAMES = ("dependentSchemas",)
OF_LIST = ("prefixItems",)
OF_SCHEMAS = frozenset((*OF_ONE, *OF_NAMES, *OF_LIST))
OTHERS = frozenset((*OF_VALUE, *OF_SCHEMAS))


def changes(node: Node) -> tuple[tuple[str, str], ...]:
    """Return an `x-changedInMatrixVersion` as (version, text) in the order of the versions' text."""
    return tuple((version, text.text() or "") for version, text in node.items())


def add_other(key: str, node: Node, read: Callable[[Node], Schema], fields: dict[str, Any]) -> None:
    """Add what a keyword says that pages do not show: to `inner` where it holds schemas, else to `facets`."""
    if isinstance(node.value, dict) and key in OF_NAMES:
        parts = [(f"{key}/{name}", schema) for name, schema in node.items()]
    elif isinstance(node.value, list) and key in OF_LIST:
        parts = [(f"{key}/{index}", schema) for index, schema in enumerate(node.elements())]
    else:
        parts = [(key, node)]
    held = [(name, read(part)) for name, part in parts if key in OF_SCHEMAS and isinstance(part.value, dict)]
    said = [(name, dump(part.value)) for name, part in parts if key not in OF_SCHEMAS or part.value is False]
    for field, found in (("inner", held), ("facets", said)):
        if found:
            fields[field] = tuple(sorted((*fields.get(field, ()), *found), key=lambda entry: entry[0]))


class SchemaReader:
    """Reads schemas and remembers the names that they refer to, so that those are read too."""

    def __init__(self, documents: Documents) -> None:
        """Start with no name seen."""
        self.documents = documents
        self.wanted: dict[str, None] = {}

    def read(self, node: Node) -> Schema:
        """Return the schema at a node; what is not a mapping is an empty schema."""
        fields: dict[str, Any] = {}
        for key in node.value if isinstance(node.value, dict) else ():
            if key in KEYWORDS:
                name, reader = KEYWORDS[key]
                value = reader(self, node.get(key))
                if value is not None:
                    fields[name] = value
            elif key in OTHERS:
                add_other(key, node.get(key), self.read, fields)
        fields["required_here"] = fields.get("required") is True
        if fields["required_here"]:
            del fields["required"]
        return Schema(**fields, location=node.location)

    def reference(self, node: Node) -> str | None:
        """Return the name that a `$ref` means. `node` is the value of `$ref`."""
        name = self.documents.named(node)
        if name is not None:
            self.wanted[name] = None
        return name

    def text(self, node: Node) -> str | None:
        """Return a scalar as text."""
        return node.text()

    def types(self, node: Node) -> tuple[str, ...]:
        """Return `type` as a tuple."""
        return (node.value,) if isinstance(node.value, str) else node.strings()

    def integer(self, node: Node) -> int | None:
        """Return a whole number."""
        return node.value if isinstance(node.value, int) else None

    def flag(self, node: Node) -> bool:
        """Tell whether the value is `true`."""
        return node.value is True

    def required(self, node: Node) -> tuple[str, ...] | bool:
        """Return `required`: a list of names, or True where a property says it of itself."""
        return True if node.value is True else node.strings()

    def changed(self, node: Node) -> tuple[tuple[str, str], ...]:
        """Return the changes by version."""
        return changes(node)

    def json(self, node: Node) -> str:
        """Return a value as canonical JSON, references resolved."""
        return self.documents.example(node)

    def json_list(self, node: Node) -> tuple[str, ...] | None:
        """Return a list of values as canonical JSON, references resolved."""
        return tuple(map(self.json, node.elements())) if isinstance(node.value, list) else None

    def properties(self, node: Node) -> tuple[Property, ...] | None:
        """Return `properties` by name; the mapping may be a reference to one."""
        if not isinstance(node.value, dict):
            return None
        if isinstance(node.value.get("$ref"), str):
            node = self.documents.follow(node)
        return tuple(
            Property(name, self.read(schema)) for name, schema in node.items() if isinstance(schema.value, dict)
        )

    def additional(self, node: Node) -> Schema | bool | None:
        """Return `additionalProperties`."""
        return node.value if isinstance(node.value, bool) else self.mapping(node)

    def mapping(self, node: Node) -> Schema | None:
        """Return a schema where there is a mapping."""
        return self.read(node) if isinstance(node.value, dict) else None

    def items(self, node: Node) -> Schema | None:
        """Return `items`; a list of schemas (as Swagger 2.0 documents had it) becomes `anyOf`."""
        if isinstance(node.value, list):
            return Schema(any_of=self.schemas(node), location=node.location)
        return self.mapping(node)

    def schemas(self, node: Node) -> tuple[Schema, ...]:
        """Return a list of schemas."""
        return tuple(map(self.read, node.elements()))


# Each keyword that the model holds: the field and how to read it.
KEYWORDS: Mapping[str, tuple[str, Callable[[SchemaReader, Node], Any]]] = {
    "$ref": ("ref", SchemaReader.reference),
    "type": ("types", SchemaReader.types),
    "format": ("format", SchemaReader.text),
    "title": ("title", SchemaReader.text),
    "description": ("description", SchemaReader.text),
    "properties": ("properties", SchemaReader.properties),
    "patternProperties": ("pattern_properties", SchemaReader.properties),
    "additionalProperties": ("additional", SchemaReader.additional),
    "items": ("items", SchemaReader.items),
    "required": ("required", SchemaReader.required),
    "enum": ("enum", SchemaReader.json_list),
    "const": ("const", SchemaReader.json),
    "default": ("default", SchemaReader.json),
    "allOf": ("all_of", SchemaReader.schemas),
    "oneOf": ("one_of", SchemaReader.schemas),
    "anyOf": ("any_of", SchemaReader.schemas),
    "minimum": ("minimum", SchemaReader.text),
    "maximum": ("maximum", SchemaReader.text),
    "pattern": ("pattern", SchemaReader.text),
    "x-pattern-format": ("pattern_format", SchemaReader.text),
    "x-weight": ("weight", SchemaReader.integer),
    "deprecated": ("deprecated", SchemaReader.flag),
    "x-addedInMatrixVersion": ("added_in", SchemaReader.text),
    "x-changedInMatrixVersion": ("changed_in", SchemaReader.changed),
    "example": ("example", SchemaReader.json),
    "examples": ("examples", SchemaReader.json_list),
}
