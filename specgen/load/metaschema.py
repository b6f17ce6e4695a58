"""Validates documents against the schemas of the standards: OpenAPI's, and JSON Schema's own.

Importing the validators takes longer than many a check, so `examine` does it only for rules that ask for it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import jsonschema_rs
from openapi_spec_validator import OpenAPIV2SpecValidator, OpenAPIV31SpecValidator

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import Location, escape
from specgen.model.node import Node

DRAFT_4 = "http://json-schema.org/draft-04/schema#"
LATEST = "https://json-schema.org/draft/2020-12/schema"
DIALECTS = {
    "http://json-schema.org/draft-04/schema": DRAFT_4,
    "http://json-schema.org/draft-06/schema": "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-07/schema": "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2019-09/schema": "https://json-schema.org/draft/2019-09/schema",
}
LONGEST = 160


def validate_apis(roots: Iterable[Node], expand: Callable[[Node], Any]) -> Iterator[Diagnostic]:
    """Yield what openapi-spec-validator finds in API documents, file by file; references stay references.

    A whole section that stands in another file is looked at as if it were here.
    """
    for root in roots:
        swagger = "swagger" in root.value
        validator = OpenAPIV2SpecValidator if swagger else OpenAPIV31SpecValidator
        value = {key: expand(node) if is_reference(node) else node.value for key, node in root.items()}
        for error in validator.schema_validator.iter_errors(value):
            yield diagnostic("openapi-valid", root, error.absolute_path, str(error.message))


def is_reference(node: Node) -> bool:
    """Tell whether a node is a mapping with `$ref`."""
    return isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str)


def validate_schemas(nodes: Iterable[Node], otherwise: str = LATEST) -> Iterator[Diagnostic]:
    """Yield what is wrong with schemas by the dialect that each names, else by the one given.

    A schema inside another one is validated with it.
    """
    last = Location("")
    for node in nodes:
        here = node.location
        if here.path == last.path and here.pointer.startswith(f"{last.pointer}/"):
            continue
        last = here
        dialect = node.get("$schema").value
        name = DIALECTS.get(dialect.rstrip("#"), LATEST) if isinstance(dialect, str) else otherwise
        for error in validator_of(name).iter_errors(node.value):
            yield diagnostic("schema-valid", node, error.instance_path, error.message)


@cache
def validator_of(dialect: str) -> Any:
    """Return the validator of a dialect's schemas."""
    return jsonschema_rs.validator_for({"$schema": dialect, "$ref": dialect})


def diagnostic(rule: str, node: Node, tokens: Iterable[str | int], message: str) -> Diagnostic:
    """Return an error of a validator as a diagnostic; a large value at the start of its sentence is left out."""
    pointer = node.pointer + "".join(f"/{escape(str(token))}" for token in tokens)
    text = " ".join(message.partition("\n\n")[0].split())
    if len(text) > LONGEST:
        text = f"this value is {text.rpartition(' is ')[2]}" if " is " in text else f"{text[:LONGEST]} …"
    return Diagnostic(Location(node.path, pointer), rule, Severity.ERROR, text)
