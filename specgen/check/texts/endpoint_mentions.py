"""Endpoints as the APIs define them and as texts mention them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from specgen.check.once import once
from specgen.check.texts.mentions import Mention, spans
from specgen.check.texts.slips import is_near
from specgen.model.spec import Spec
from specgen.model.subject import Subject

MENTION = re.compile(r"\s*(?:(GET|PUT|POST|DELETE|HEAD|OPTIONS|PATCH)\s+)?(/[\w.{][^\s`]*)\s*\Z")
VARIABLE = re.compile(r"[{<$%:!@\[…*]|\.\.\.|&lt;")
NAMED = re.compile(r"`([^`\n]+)`")
VERSION = re.compile(r"(?:v\d+|r0)\Z")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path, its segments, and the methods that operations have there; a segment that varies is empty."""

    segments: tuple[str, ...]
    path: str
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an endpoint: the method (may be empty), the path as written, and its segments."""

    mention: Mention
    method: str
    path: str
    segments: tuple[str, ...]


@once
def defined(subject: Subject) -> tuple[Endpoint, ...]:
    """Return the endpoints of all APIs."""
    return endpoints_of(subject.spec)


def endpoints_of(spec: Spec) -> tuple[Endpoint, ...]:
    """Return the endpoints of a specification."""
    methods: dict[str, set[str]] = {}
    for api in spec.apis:
        for operation in api.operations:
            methods.setdefault(operation.endpoint.strip(), set()).add(operation.method.upper())
    return tuple(Endpoint(segments_of(path), path, frozenset(names)) for path, names in sorted(methods.items()))


def segments_of(path: str) -> tuple[str, ...]:
    """Return the segments of a path; those that vary are empty."""
    plain = re.split(r"[?#]", path, maxsplit=1)[0].rstrip("/")
    return tuple("" if VARIABLE.search(segment) else segment for segment in plain.split("/")[1:])


@once
def named(subject: Subject) -> tuple[Named, ...]:
    """Return the mentions of endpoints in code spans; unstable prefixes are those of proposals."""
    return tuple(
        Named(mention, match[1] or "", match[2], segments_of(match[2]))
        for mention in spans(subject)
        if "/" in mention.text and (match := MENTION.match(mention.text)) and "/unstable" not in match[2]
    )


@once
def resolved(subject: Subject) -> tuple[tuple[Named, tuple[Endpoint, ...]], ...]:
    """Return the mentions of endpoints with what each may mean; those of nothing but variables are left out."""
    endpoints = defined(subject)
    known: dict[tuple[str, ...], tuple[Endpoint, ...]] = {}
    result = []
    for each in named(subject):
        if any(each.segments):
            if each.segments not in known:
                known[each.segments] = tuple(matching(each.segments, endpoints))
            result.append((each, known[each.segments]))
    return tuple(result)


def normal(name: str) -> tuple[str, str]:
    """Return method and path of `METHOD /path` in a form that does not depend on the names of path parameters."""
    method, _, path = name.strip().rpartition(" ")
    return method.strip().upper(), "/" + "/".join(segment or "{}" for segment in segments_of(path))


def endpoints_in(text: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the endpoints that a text names in code style, as `normal` returns them, and where."""
    for span in NAMED.finditer(text):
        if match := MENTION.match(span[1]):
            yield normal(f"{match[1] or ''} {match[2]}"), span.start(1)


def matching(segments: Sequence[str], endpoints: Sequence[Endpoint]) -> Iterator[Endpoint]:
    """Yield the endpoints that a path, or the part of one, may mean."""
    whole = segments[0].startswith(("_", "."))
    for endpoint in alike(segments, endpoints):
        last = len(endpoint.segments) - len(segments)
        if any(fits(segments, endpoint.segments, start) for start in range(min(last, 0) + 1 if whole else last + 1)):
            yield endpoint


def alike(segments: Sequence[str], endpoints: Sequence[Endpoint]) -> Iterator[Endpoint]:
    """Yield the endpoints that have a word in common with a path."""
    words = {segment for segment in segments if segment}
    return (endpoint for endpoint in endpoints if not words.isdisjoint(endpoint.segments))


def fits(segments: Sequence[str], whole: Sequence[str], start: int) -> bool:
    """Tell whether a path may be a part of another: no segment differs, and one at least is the same word."""
    same = False
    for index, segment in enumerate(segments, start):
        other = whole[index]
        if segment == other:
            same = same or segment != ""
        elif segment and other:
            return False
    return same


def close(segments: Sequence[str], endpoints: Sequence[Endpoint]) -> list[str]:
    """Return the parts of endpoints that differ from a path in one segment, by a slip or by another version."""
    # Of more than one segment, half have to be the same.
    likely = alike(segments, endpoints) if len(segments) > 1 else endpoints
    return sorted({part for endpoint in likely for part in close_parts(segments, endpoint)})


def close_parts(segments: Sequence[str], endpoint: Endpoint) -> Iterator[str]:
    """Yield the parts of one endpoint that a path with a slip may mean."""
    written = endpoint.path.split("/")[1:]
    for start in range(len(endpoint.segments) - len(segments) + 1):
        pairs = list(zip(segments, endpoint.segments[start:], strict=False))
        wrong = [(a, b) for a, b in pairs if a != b and a and b]
        same = sum(a == b != "" for a, b in pairs)
        if len(wrong) == 1 and is_close(*wrong[0]) and same * 2 >= len(pairs) - 1:
            yield "/" + "/".join(written[start : start + len(segments)])


def is_close(one: str, other: str) -> bool:
    """Tell whether two segments differ by a slip or only in the version."""
    return bool(VERSION.match(one) and VERSION.match(other)) or is_near(one, other)
