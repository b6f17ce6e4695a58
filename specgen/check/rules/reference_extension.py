"""A `$ref` names a file with another extension than the file has.

Why:
    Few tools look for a file that is called almost so; the others stop.
Bad:
    $ref: definitions/error.json
Good:
    $ref: definitions/error.yaml
"""

import posixpath
from collections.abc import Iterator

from specgen.check.documents.references import references, roots
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each reference that resolves only because the extension is not looked at."""
    known = roots(subject)
    paths = {document.path for document in subject.documents}
    for each in references(subject):
        root = known.get(posixpath.splitext(each.path)[0])
        if each.path not in paths and root is not None:
            yield Finding(each.node.location, f"the file is called `{posixpath.basename(root.path)}`")
