"""A `$schema` names no dialect of JSON Schema, or another one than the standard in use has.

Why:
    The dialect decides what keywords mean: whether siblings of `$ref` count, what `items` may be.
Bad:
    $schema: https://json-schema.org/draft/2020-21/schema
Good:
    $schema: https://json-schema.org/draft/2020-12/schema
"""

from collections import Counter
from collections.abc import Iterator

from specgen.check.documents.objects import standard_of
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"
OPENAPI = "https://spec.openapis.org/oas/3.1/dialect/base"
LATEST = "https://json-schema.org/draft/2020-12/schema"
OLD = tuple(f"http://json-schema.org/draft-{number}/schema#" for number in ("03", "04", "06", "07"))
KNOWN = (LATEST, "https://json-schema.org/draft/2019-09/schema", OPENAPI, *OLD)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each dialect that is unknown, old beside OpenAPI 3.1, or missing where such documents name one."""
    new = any(standard_of(document) == "3" for document in subject.of_kind("api"))
    schemas = list(subject.of_kind("event", "core-event", "definition"))
    having = Counter(document.kind for document in schemas if "$schema" in (document.root.value or ()))
    every = Counter(document.kind for document in schemas)
    for document in schemas:
        node = document.root.get("$schema")
        if isinstance(node.value, str):
            yield from wrong(node, new)
        elif isinstance(document.root.value, dict) and having[document.kind] >= 0.9 * every[document.kind]:
            yield Finding(document.root.location, "`$schema` is missing, which schemas of this kind have")
    for document in subject.of_kind("api"):
        dialect = document.root.get("jsonSchemaDialect")
        if isinstance(dialect.value, str):
            yield from wrong(dialect, new)


def wrong(node: Node, new: bool) -> Iterator[Finding]:
    """Yield what is wrong with one dialect. `new`: the API documents are of OpenAPI 3.1."""
    if node.value.rstrip("#") not in {known.rstrip("#") for known in KNOWN}:
        yield Finding(node.location, f"`{node.value}` is no dialect of JSON Schema{did_you_mean(node.value, KNOWN)}")
    elif new and node.value.rstrip("#") not in (LATEST, OPENAPI):
        yield Finding(node.location, f"the dialect of OpenAPI 3.1 is `{LATEST}`, not `{node.value}`")
