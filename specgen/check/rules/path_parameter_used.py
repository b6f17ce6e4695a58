"""A parameter is said to be in the path, and the path has no such placeholder.

Why:
    Readers look for it in the URL; generated code passes a value that goes nowhere.
Bad:
    /rooms/{roomId}:
      get:
        parameters:
          - {in: path, name: eventId, required: true, schema: {type: string}}
Good:
    /rooms/{roomId}/event/{eventId}:
      get:
        parameters:
          - {in: path, name: eventId, required: true, schema: {type: string}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.api_operations import Endpoint, endpoints
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each path parameter that the path does not have."""
    for each in endpoints(subject):
        yield from unused(each)


def unused(endpoint: Endpoint) -> Iterator[Finding]:
    """Yield the path parameters that one operation does not use."""
    names = re.findall(r"\{([^{}]*)\}", endpoint.path)
    for node in endpoint.parameters:
        name = node.get("name")
        if node.get("in").value == "path" and isinstance(name.value, str) and name.value not in names:
            hint = did_you_mean(name.value, names, 0.6)
            yield Finding(name.location, f"the path `{endpoint.path}` has no `{{{name.value}}}`{hint}")
