"""An example of an error has a code that the description of its response, which lists the codes, leaves out.

Why:
    Readers cannot tell whether the list or the example is wrong.
Bad:
    description: "One of the following error codes: `M_NOT_FOUND`.", with an example {"errcode": "M_FORBIDDEN"}
Good:
    description: "One of the following error codes: `M_NOT_FOUND`, `M_FORBIDDEN`."
"""

import re
from collections.abc import Iterator

from specgen.check.documents.walks import operations
from specgen.check.rule import Finding
from specgen.check.texts.error_codes import error_codes_in
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
CODE = re.compile(r"M_[A-Z0-9_]+")
LIST = re.compile(r"\bfollowing\s+(?:`?errcode`?s?|error\s+codes?)\b|\bone\s+of\b", re.I)
# Lists that say themselves that there may be others name only what is special.
OPEN = re.compile(r"specific|e\.g\.|for example|such as|in addition|could be|possible", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code in an example that a closed list in the response's description does not name."""
    for document in subject.of_kind("api"):
        for operation in operations(document):
            responses = operation.node.get("responses")
            for status in responses.value if isinstance(responses.value, dict) else ():
                yield from left_out(responses.get(status))


def left_out(response: Node) -> Iterator[Finding]:
    """Yield the codes of a response's examples that its description does not name though it names others."""
    text = response.get("description").text() or ""
    listed = set(CODE.findall(text))
    if not listed or not LIST.search(text) or OPEN.search(text):
        return
    for place, code in error_codes_in(response):
        if code not in listed:
            names = ", ".join(f"`{name}`" for name in sorted(listed))
            yield Finding(place, f"the example has `{code}`, the description of its response only {names}")
