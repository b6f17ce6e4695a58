"""Two operations of one API have the same method and the same path.

Why:
    Nobody can tell which of them a request means; another name for a placeholder makes no difference to a server.
Bad:
    "/join/{roomId}": {post: {}}
    "/join/{id}": {post: {}}
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
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each operation that the same API has already."""
    seen: dict[tuple[str, str, str], Endpoint] = {}
    for each in endpoints(subject):
        whole = re.sub(r"\{[^{}]*\}", "{}", f"{each.base_path.strip()}{each.path.strip()}").rstrip("/")
        first = seen.setdefault((each.folder, each.method, whole), each)
        # Of blanks `path-well-formed` speaks: without them, this is what it is about.
        blanks = first.path != each.path and first.path.strip() == each.path.strip()
        if first is not each and not blanks and first.path.endswith("/") == each.path.endswith("/"):
            others = "; only placeholders have other names" if first.path != each.path else ""
            message = f"`{each.method.upper()} {each.path}` is already described{others}"
            yield Finding(each.node.location, message, (first.node.location,))
