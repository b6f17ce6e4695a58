"""A `$ref` is absolute, leads to the network or out of the specification's folder.

Why:
    It works on one machine at best; the specification has to be whole wherever it is checked out.
Bad:
    $ref: https://example.org/definitions/error.yaml
Good:
    $ref: definitions/error.yaml
"""

import re
from collections.abc import Iterator

from specgen.check.documents.references import Reference, references
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each reference that is not relative to its own file, inside the tree."""
    for each in references(subject):
        message = wrong(each)
        if message:
            yield Finding(each.node.location, f"`$ref` to `{each.text}` {message}")


def wrong(reference: Reference) -> str:
    """Return what is wrong with a reference, or nothing."""
    if re.match(r"[a-zA-Z]:[\\/]|\\|/(?!/)", reference.text):
        return "is an absolute path"
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", reference.text):
        return "leads to another place than the specification's files"
    if "\\" in reference.text.partition("#")[0]:
        return "has `\\` between folders, which only one system knows"
    if reference.path == ".." or reference.path.startswith("../"):
        return "leads out of the specification's folder"
    return ""
