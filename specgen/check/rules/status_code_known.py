"""A response stands below something that is no status code.

Why:
    The standard has three digits, ranges such as `4XX`, and `default`; anything else is no response to any tool.
Bad:
    4xx: {description: An error.}
Good:
    4XX: {description: An error.}
"""

import re
from collections.abc import Iterator
from http import HTTPStatus

from specgen.check.documents.api_operations import endpoints, followed
from specgen.check.documents.objects import standard_of
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
KNOWN = frozenset(str(status.value) for status in HTTPStatus)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each key of `responses` that is no status code."""
    for each in endpoints(subject):
        ranges = standard_of(each.document) == "3"
        for name, node in followed(subject, each.document, each.node.get("responses")).items():
            message = wrong(name, ranges)
            if message and not name.startswith("x-") and name != "$ref":
                yield Finding(node.location, message)


def wrong(name: str, ranges: bool) -> str:
    """Return what is wrong with a status code, or nothing. `ranges`: `4XX` is allowed."""
    if name == "default" or name in KNOWN or (ranges and re.fullmatch(r"[1-5]XX", name)):
        return ""
    if re.fullmatch(r"[1-5]XX", name, re.I):
        return (
            f"a range of status codes is written `{name.upper()}`" if ranges else "Swagger 2.0 has no ranges of codes"
        )
    return f"`{name}` is no status code"
