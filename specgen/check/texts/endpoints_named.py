"""Endpoints as texts name them: `GET /_matrix/client/v3/sync`, `/sync`."""

import re
from collections.abc import Iterator

NAMED = re.compile(r"`(?:(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS) +)?(/[A-Za-z_.{][^`\s?]*)`")
PLACEHOLDER = re.compile(r"\{[^}/]*\}")

Endpoint = tuple[str, str]


def normal(name: str) -> Endpoint:
    """Return method and path of `METHOD /path` in a form that does not depend on the names of path parameters."""
    method, _, path = name.strip().rpartition(" ")
    return method.upper(), PLACEHOLDER.sub("{}", path.rstrip("/"))


def endpoints_in(text: str) -> Iterator[tuple[Endpoint, int]]:
    """Yield the endpoints that a text names in code style, the method empty where there is none, and where."""
    for match in NAMED.finditer(text):
        yield normal(f"{match[1] or ''} {match[2]}"), match.start() + 1
