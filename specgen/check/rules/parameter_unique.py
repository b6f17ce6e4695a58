"""An operation declares a parameter twice.

Why:
    Name and place together say which parameter it is; one of the two descriptions is wrong, or both are shown.
Bad:
    parameters:
      - {in: query, name: limit, schema: {type: integer}}
      - {in: query, name: limit, schema: {type: string}}
Good:
    parameters:
      - {in: query, name: limit, schema: {type: integer}}
"""

from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each parameter that the same list has already."""
    for each in endpoints(subject):
        for listed in (each.own, each.shared):
            seen: dict[tuple[object, object], Node] = {}
            for node in listed:
                name, within = node.get("name").value, node.get("in").value
                first = seen.setdefault((str(name), str(within)), node)
                if first is not node and name is not None:
                    message = f"{within} parameter `{name}` is already declared"
                    yield Finding(node.get("name").location, message, (first.get("name").location,))
