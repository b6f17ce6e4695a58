"""A schema has a keyword that does not exist.

Why:
    Every tool skips a keyword that it does not know: what it was to say is silently lost.
Bad:
    type: string
    desciption: The name.
Good:
    type: string
    description: The name.
"""

from collections.abc import Iterator

from specgen.check.documents.schema_objects import schema_objects
from specgen.check.documents.vocabulary import KEYWORDS
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
WORDS = frozenset(key for key in KEYWORDS if not key.startswith("$"))
# What a file with a schema may have beside it, to refer to.
CONTAINERS = frozenset(("components",))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each unknown keyword."""
    later = {document.path for document in subject.documents if is_later(document.root)}
    for node in schema_objects(subject):
        known = KEYWORDS if node.pointer else KEYWORDS | CONTAINERS
        for key in node.value:
            if key not in known and not key.startswith("x-"):
                meant = did_you_mean(key, KEYWORDS if key.startswith("$") else WORDS)
                yield Finding(node.get(key).location, f"schemas have no keyword `{key}`{meant}")
            elif key == "nullable" and node.path in later:
                message = "`nullable` is of OpenAPI 3.0 only: here the `type` is a list with `null`"
                yield Finding(node.get(key).location, message)


def is_later(root: Node) -> bool:
    """Tell whether a document says that it is of a standard in which `nullable` is no keyword any more."""
    version, dialect = root.get("openapi").text() or "", root.get("$schema").text() or ""
    return version.startswith("3.1") or "/draft/20" in dialect
