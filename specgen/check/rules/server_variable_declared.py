"""A server's URL has a variable that is not declared, or a variable is declared that the URL does not have.

Why:
    Tools cannot make a URL of it.
Bad:
    servers:
      - url: "{protocol}://{host}"
        variables: {protocol: {default: https}, hostname: {default: a.example}}
Good:
    servers:
      - url: "{protocol}://{hostname}"
        variables: {protocol: {default: https}, hostname: {default: a.example}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the variables of each server."""
    for each in by_kind(subject).get("Server", ()):
        url, variables = each.node.get("url"), each.node.get("variables")
        names = re.findall(r"\{([^{}]*)\}", url.value) if isinstance(url.value, str) else []
        declared = [name for name, _ in variables.items()]
        for name in names:
            if name not in declared:
                yield Finding(url.location, f"variable `{name}` is not declared{did_you_mean(name, declared, 0.6)}")
        for name, variable in variables.items():
            yield from in_variable(name, variable, names)


def in_variable(name: str, variable: Node, names: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with one variable."""
    if name not in names:
        yield Finding(variable.location, f"the URL has no variable `{name}`{did_you_mean(name, names, 0.6)}")
    default, allowed = variable.get("default"), variable.get("enum").value
    if isinstance(allowed, list) and default.value is not None and default.value not in allowed:
        yield Finding(default.location, f"`{default.value}` is not among the values that `enum` allows")
