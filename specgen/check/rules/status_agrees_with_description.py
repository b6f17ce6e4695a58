"""The description of a response is about another status than the one that it stands below.

Why:
    One of them is left from the response that this one was copied from; clients react to the wrong status.
Bad:
    "403": {description: This request was rate-limited.}
Good:
    "429": {description: This request was rate-limited.}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.errors import responses
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
STATUS = re.compile(r"[1-5]\d\d\Z")
# What a description starts with, which status it may be of, and what is said of the others.
SIGNS = (
    (
        re.compile(r"(?:This|The|Your) request (?:was|is|has been) (?:being )?(?:rate.?limited|throttled)", re.I),
        re.compile("429"),
        "tells of a rate limit, which is `429`",
    ),
    (
        re.compile(r"(?:The (?:request|operation|call) (?:was|is) )?success", re.I),
        re.compile("[123]"),
        "tells of success",
    ),
    (
        re.compile(
            r"(?:The|No|This|That) (?:[\w-]+ ){1,4}(?:(?:was|were|is|could) not (?:be )?found|does not exist)\b"
        ),
        re.compile("[45]"),
        "tells that something is not there",
    ),
)
LIMIT = re.compile(r"limit|throttl|too (?:many|fast|often|quickly)|later|slow", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each description that tells of what its status is not."""
    for status, node, each in responses(subject):
        text = node.get("description").value
        if STATUS.match(status) and isinstance(text, str) and (said := about(status, text)):
            place = each.node if each.is_reference else node.get("description")
            yield Finding(place.location, f"below `{status}`, and {said}")


def about(status: str, text: str) -> str:
    """Return what a description tells that its status is not, or nothing."""
    for sign, wanted, said in SIGNS:
        if sign.match(text.strip()) and not wanted.match(status):
            return said
    return "tells of no limit" if status == "429" and text.strip() and not LIMIT.search(text) else ""
