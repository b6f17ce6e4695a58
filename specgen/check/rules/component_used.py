"""A document has a component that nothing refers to.

Why:
    It is left over from a change, or the place that should refer to it has a copy of its own.
Bad:
    components: {schemas: {Old: {type: string}}}
Good:
    components: {schemas: {}}
"""

import posixpath
from collections.abc import Iterator

from specgen.check.documents.references import references
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
SECTIONS = ("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "pathItems")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each component without a reference; security schemes have a rule of their own."""
    used = {f"{posixpath.splitext(each.path)[0]}#{each.text.partition('#')[2]}" for each in references(subject)}
    for document in subject.of_kind("api"):
        stem = posixpath.splitext(document.path)[0]
        root = document.root
        sections = [(root.get("components").get(name), f"/components/{name}") for name in SECTIONS]
        sections += [(root.get(name), f"/{name}") for name in ("definitions", "parameters", "responses")]
        for section, pointer in sections:
            for name, node in section.items():
                whole = f"{stem}#{pointer}/{name}"
                if name != "$ref" and not any(each == whole or each.startswith(f"{whole}/") for each in used):
                    yield Finding(node.location, f"nothing refers to `{name}`")
