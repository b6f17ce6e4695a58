"""A path is not written as one: blanks, doubled slashes, braces that do not pair, a query.

Why:
    No request can match it, and tools that read the bundle fail or make wrong URLs. A blank at the end mostly hides
    that the same path is described twice.
Bad:
    "rooms/{roomId/state ": {}
Good:
    "/rooms/{roomId}/state": {}
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
WRONG = (
    (re.compile(r"^\s|\s$"), "starts or ends with a blank"),
    (re.compile(r"\S\s+\S"), "has a blank in it"),
    (re.compile(r"^\s*[^/\s]"), "does not start with `/`"),
    (re.compile(r"//"), "has two slashes in a row"),
    (re.compile(r"\{[^{}]*(?:\{|$)|(?:^|\})[^{}]*\}"), "has braces that do not pair"),
    (re.compile(r"\{\}"), "has a placeholder without a name"),
    (re.compile(r"[?#]"), "has a query or a fragment, which are no part of a path"),
    (re.compile(r"/:\w|<\w+>"), "has a placeholder that is not in braces"),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with each path."""
    for document in subject.of_kind("api"):
        for path, item in document.root.get("paths").items():
            if not path.startswith("x-"):
                for pattern, message in WRONG:
                    if pattern.search(path):
                        yield Finding(item.location, f"path `{path}` {message}")
