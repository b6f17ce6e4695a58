"""A path has a `{placeholder}` that no parameter declares.

Why:
    The page and generated code do not know what goes there.
Bad:
    /rooms/{roomId}/state:
      get:
        parameters: []
Good:
    /rooms/{roomId}/state:
      get:
        parameters:
          - {in: path, name: roomId, required: true, schema: {type: string}}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.api_operations import endpoints
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each placeholder without a parameter, at the operation."""
    for each in endpoints(subject):
        declared = {str(node.get("name").value) for node in each.parameters if node.get("in").value == "path"}
        wanted = re.findall(r"\{([^{}]*)\}", each.path)
        for name in dict.fromkeys(wanted):
            if name not in declared:
                hint = did_you_mean(name, declared - set(wanted), 0.6)
                yield Finding(each.node.location, f"`{{{name}}}` in the path is not declared as a parameter{hint}")
