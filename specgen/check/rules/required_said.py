"""A description says `Required` or `Optional`, and the schema says otherwise.

Why:
    The page shows both, and the reader does not know which to believe.
Bad:
    properties: {key: {type: string, description: "Required. The key."}}
Good:
    properties: {key: {type: string, description: The key.}}
    required: [key]
"""

import re
from collections.abc import Iterator

from specgen.check.documents.together import togethers
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
# A sentence that is nothing but the word: `Required if …` is a condition that no list can say.
SAYS = re.compile(r"\s*[*_(\[]*(required|optional)[*_)\]]*[.:][*_)\]]*(?=\s|\Z)", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each property whose description contradicts `required`."""
    for each in togethers(subject):
        required = {name for node in each.schemas for name in node.get("required").strings()}
        for name, nodes in each.properties.items():
            for node in nodes:
                yield from contradicted(name, node, name in required)


def contradicted(name: str, node: Node, required: bool) -> Iterator[Finding]:
    """Yield a finding where a description says the opposite of `required`."""
    text = node.value.get("description") if isinstance(node.value, dict) else None
    match = SAYS.match(text) if isinstance(text, str) else None
    if match and (match[1].lower() == "required") != required:
        state = "is" if required else "is not"
        message = f"the description says {match[1].lower()}, but `{name}` {state} in `required`"
        yield Finding(node.get("description").location, message)
