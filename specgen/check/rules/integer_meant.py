"""A number that can only be whole has the type `number`.

Why:
    Generated code gets a floating-point number, and events may not even contain one: canonical JSON has integers only.
    What counts, numbers or measures in milliseconds is whole, and so is what is an integer wherever else it stands.
Bad:
    last_active_ago: {type: number, description: "How long ago, in milliseconds."}
Good:
    last_active_ago: {type: integer, description: "How long ago, in milliseconds."}
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from specgen.check.documents.schema_objects import plain_parameters, schema_objects
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
WHOLE = re.compile(r"\binteger\b|\bin milliseconds\b|\A(?:An? |The )?(?:\w+ )?(?:number|count|index) of\b", re.I)
BROKEN = re.compile(r"\b(?:fraction|decimal|float|average|ratio|percent)", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each type of what is whole by its description, or by the other declarations of its name."""
    declared: dict[str, list[Node]] = defaultdict(list)
    for node in (*schema_objects(subject), *plain_parameters(subject)):
        if node.value.get("type") in ("integer", "number"):
            declared[name_of(node)].append(node)
    for name, nodes in declared.items():
        broken = [node for node in nodes if node.value["type"] == "number"]
        usual = bool(name) and len(nodes) > 2 * len(broken)
        for node in broken:
            text = str(node.value.get("description", ""))
            if (usual or WHOLE.search(text)) and not BROKEN.search(text) and "multipleOf" not in node.value:
                why = f"`{name}` is an `integer` elsewhere" if usual else "what is described is an `integer`"
                yield Finding(node.get("type").location, why)


def name_of(node: Node) -> str:
    """Return the name of the property or parameter that a schema is of, or nothing."""
    tokens = node.pointer.split("/")
    own = node.value.get("name") if "in" in node.value else None
    return str(own or (tokens[-1] if len(tokens) > 1 and tokens[-2] == "properties" else ""))
