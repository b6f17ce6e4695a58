"""What the paths of a document start with disagrees with its paths, its name or itself.

Why:
    Every URL of the document is made of it: one slip, and all of its endpoints are shown where no server has them.
Bad:
    servers:
      - url: "{protocol}://{hostname}{basePath}"
        variables: {basePath: {default: /_matrix/client/v3/}}
    paths:
      /v3/login: {}
Good:
    servers:
      - url: "{protocol}://{hostname}{basePath}"
        variables: {basePath: {default: /_matrix/client/v3}}
    paths:
      /login: {}
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.documents.api_operations import base_path_of
from specgen.check.rule import Finding
from specgen.check.texts.slips import nearest
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Document, Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
VERSION = re.compile(r"(?:v\d+|r\d+(?:\.\d+)*)\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each base path that is malformed or disagrees with the file's name, and each path that repeats it."""
    bases = {document.path: base_path_of(document) for document in subject.of_kind("api")}
    counts = Counter((posixpath.dirname(path), base.text() or "") for path, base in bases.items())
    for document in subject.of_kind("api"):
        base = bases[document.path]
        if isinstance(base.value, str):
            yield from of_itself(base, document)
            yield from of_others(base, document, counts)
            yield from of_paths(base.value.rstrip("/"), document)


def of_itself(base: Node, document: Document) -> Iterator[Finding]:
    """Yield what is wrong with a base path alone."""
    text = base.value
    if not text.startswith("/") or (text.endswith("/") and text != "/") or "//" in text or text.split() != [text]:
        yield Finding(base.location, f"base path `{text}` does not start with one slash and end without")
    named = re.search(r"(?:^|[-_])(v\d+)(?:[-_]|$)", posixpath.basename(document.path).rpartition(".")[0])
    version = VERSION.match(text.rstrip("/").rpartition("/")[2])
    if named and version and named[1] != version[0]:
        yield Finding(base.location, f"base path `{text}` is not of {named[1]}, which the file's name says")


def of_others(base: Node, document: Document, counts: Counter[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a base path that only this document of its API has, and that is one slip from another's."""
    folder = posixpath.dirname(document.path)
    if counts[folder, base.value] == 1:
        others = [other for (where, other), count in counts.items() if where == folder and count > 1]
        if meant := nearest(base.value, others):
            yield Finding(base.location, f"no other document has the base path `{base.value}`: did you mean `{meant}`")


def of_paths(base: str, document: Document) -> Iterator[Finding]:
    """Yield the paths that repeat the base path or the version at its end."""
    versioned = VERSION.match(base.rpartition("/")[2])
    for path, item in document.root.get("paths").items():
        first = path.split("/")[1] if path.startswith("/") else ""
        if base and path.startswith(f"{base}/"):
            yield Finding(item.location, f"path `{path}` repeats the base path `{base}`")
        elif versioned and VERSION.match(first):
            yield Finding(item.location, f"path `{path}` has a version, as the base path `{base}` has already")
