"""A text names a parameter, property or field of an endpoint that the endpoint does not have.

Why:
    The reader sends what the text says, and the server ignores it.
Bad:
    It can be passed as a `start` parameter to [`/rooms/{roomId}/messages`](#get_matrixclientv3roomsroomidmessages).
Good:
    It can be passed as a `from` parameter to [`/rooms/{roomId}/messages`](#get_matrixclientv3roomsroomidmessages).
"""

import re
from collections.abc import Iterator

from specgen.check.documents.api_operations import Endpoint, endpoints
from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import MENTION, defined, matching, segments_of
from specgen.check.texts.mentions import unfenced
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NOUN = r"(?P<noun>parameter|property|field|key|array|list|object)"
PATH = r"\[?`(?P<path>(?:[A-Z]+ )?/[^`\n]*)`"
OF = rf"`(?P<name>\w+)`\s+(?:[a-z]+\s+){{0,2}}?{NOUN}\s+(?P<way>(?:[a-z]+\s+){{1,6}}?){PATH}"
WITH = rf"{PATH}(?:\]\([^()\s]*\))?(?:'s)?\s+(?P<way>(?:[a-z]+\s+){{0,3}}?)`(?P<name>\w+)`\s+(?:[a-z]+\s+)?{NOUN}\b"
JOINS = {"to", "of", "on", "in", "for", "from", "with", "using", "when"}
SAID = (re.compile(OF), re.compile(WITH))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each name that neither the request nor the response of the endpoint beside it has."""
    for text in unfenced(subject):
        for pattern in SAID if "`/" in text.text or " /" in text.text else ():
            for match in pattern.finditer(text.text):
                if JOINS & set(match["way"].split()) and (trouble := unknown(subject, match)):
                    yield Finding(text.at(match.start("name")), trouble)


def unknown(subject: Subject, match: re.Match[str]) -> str:
    """Say that an endpoint has no such name, or nothing."""
    mention = MENTION.match(match["path"])
    meant = operations(subject, mention[1], mention[2]) if mention else []
    names = {name for operation in meant for name in known(subject, operation, match)}
    if not names or match["name"] in names:
        return ""
    return f"`{match['path']}` has no {match['noun']} `{match['name']}`{did_you_mean(match['name'], names)}"


def operations(subject: Subject, method: str | None, path: str) -> list[Endpoint]:
    """Return the operations that a mention of an endpoint may mean."""
    segments = segments_of(path)
    paths = {each.path for each in matching(segments, defined(subject))} if any(segments) else set()
    found = [each for each in endpoints(subject) if (each.base_path + each.path).strip() in paths]
    return [each for each in found if method in (None, each.method.upper())]


def known(subject: Subject, endpoint: Endpoint, match: re.Match[str]) -> Iterator[str]:
    """Yield the names that an operation has: what is said to be a parameter is no part of the response."""
    asked = match["noun"] == "parameter" and not {"response", "result"} & set(match["way"].split())
    for parameter in endpoint.parameters:
        yield str(parameter.value.get("name"))
        yield from names(subject.expand(parameter.get("schema")))
    for part in ("requestBody",) if asked else ("requestBody", "responses"):
        yield from names(subject.expand(endpoint.node.get(part)))


def names(value: object) -> Iterator[str]:
    """Yield the names of all properties in a JSON value."""
    if isinstance(value, list):
        for item in value:
            yield from names(item)
    elif isinstance(value, dict):
        for key, member in value.items():
            if key in ("properties", "headers") and isinstance(member, dict):
                yield from map(str, member)
            yield from names(member)
