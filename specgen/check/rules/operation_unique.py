"""Two operations of one API have the same method and the same path.

Why:
    Nobody can tell which of them a request means; a blank at the end, or another name for a placeholder, makes no
    difference to a server.
Bad:
    "/join/{roomId}": {post: {}}
    "/join/{roomId} ": {post: {}}
Good:
    "/join/{roomIdOrAlias}": {post: {}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.api_operations import Endpoint, endpoints
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each operation that the same API has already."""
    seen: dict[tuple[str, str, str], Endpoint] = {}
    for each in endpoints(subject):
        whole = re.sub(r"\{[^{}]*\}", "{}", f"{each.base_path.strip()}{each.path.strip()}").rstrip("/")
        first = seen.setdefault((each.folder, each.method, whole), each)
        if first is not each and first.path.endswith("/") == each.path.endswith("/"):
            blanks = "; the paths differ in blanks only" if first.path != each.path else ""
            blanks = blanks if first.path.strip() == each.path.strip() else "; only placeholders have other names"
            message = f"`{each.method.upper()} {each.path.strip()}` is already described{blanks}"
            yield Finding(each.node.location, message, (first.node.location,))
