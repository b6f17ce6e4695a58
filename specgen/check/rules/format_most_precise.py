"""A string says that it is any URI, and what it holds has a format of its own.

Why:
    The reader is led to the grammar of all URIs, where the one of `mxc://` says what may stand there.
Bad:
    avatar_url: {type: string, format: uri, example: "mxc://example.org/abc"}
Good:
    avatar_url: {type: string, format: mx-mxc-uri, example: "mxc://example.org/abc"}
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.documents.vocabulary import string_formats
from specgen.check.rule import Finding
from specgen.check.texts.identifiers import looks_like
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
BROAD = ("uri", "iri", "url")
PREFIX = ("^mxc:", "mxc:")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each broad format of something that has a narrower one."""
    known = string_formats(subject)
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if node.value.get("format") in BROAD and (meant := narrower(node)) in known:
            yield Finding(node.get("format").location, f"`{meant}` is more precise for what this holds")


def narrower(node: Node) -> str:
    """Return the format that a schema's example, or its pattern, calls for; empty for none."""
    example = node.value.get("example", node.value.get("x-example"))
    if isinstance(example, str):
        return looks_like(example) or ""
    return "mx-mxc-uri" if str(node.value.get("pattern", "")).startswith(PREFIX) else ""
