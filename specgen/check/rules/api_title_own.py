"""An API document has the title of another one of the same API that is about something else.

Why:
    The document was made from a copy of the other; tools show the title as its name.
Bad:
    info: {title: Client Config API} in `keys.yaml` (tag: encryption) and in `account-data.yaml` (tag: user data)
Good:
    info: {title: Keys API}
"""

from collections.abc import Iterator

from specgen.check.documents.walks import operations
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Document, Subject

SEVERITY = Severity.INFO
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each title that an earlier document has whose operations share no tag."""
    first: dict[tuple[str, str], tuple[Document, set[str]]] = {}
    for document in subject.of_kind("api"):
        title = document.root.get("info").get("title")
        tags = {tag for operation in operations(document) for tag in operation.node.get("tags").strings()}
        key = (document.path.rpartition("/")[0], title.text() or "")
        other, others = first.setdefault(key, (document, tags))
        if other is not document and title.text() and tags and others and not tags & others:
            place = other.root.get("info").get("title").location
            yield Finding(title.location, f"`{other.path}` has the title `{title.value}` too, and other tags", (place,))
