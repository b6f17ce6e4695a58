"""A document is written for another version of the standard than the others, or for none that there is.

Why:
    Documents of one API are bundled to one; keywords of one version have no meaning in another.
Bad:
    openapi: 3.0.0
Good:
    openapi: 3.1.0
"""

import re
from collections import Counter
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Document, Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each version that is unknown or not that of most documents."""
    found = [version_of(document) for document in subject.of_kind("api")]
    counts = Counter(str(node.value) for node in found)
    usual = counts.most_common(1)[0][0] if counts else ""
    for node in found:
        version = str(node.value)
        if not re.fullmatch(r"3\.[01]\.\d+|2\.0", version):
            yield Finding(node.location, f"there is no version `{version}` of the standard")
        elif version != usual:
            yield Finding(node.location, f"this document is of version `{version}`, most are of `{usual}`")


def version_of(document: Document) -> Node:
    """Return the version of a document, or the document where it says none."""
    for keyword in ("openapi", "swagger"):
        if keyword in document.root.value:
            return document.root.get(keyword)
    return document.root
