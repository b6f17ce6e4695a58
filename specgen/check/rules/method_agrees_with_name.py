"""The name of an operation says that it gets, sets or deletes, and its method does something else.

Why:
    One of the two is left from the operation that this one was copied from: servers answer 405.
Bad:
    get: {operationId: setDisplayName}
Good:
    put: {operationId: setDisplayName}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.walks import Operation, operations
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# What an `operationId` or a summary starts with, and the methods that do something else.
VERBS = (
    (re.compile(r"(?i:get|list|fetch|retrieve)s?(?=[A-Z ])"), ("put", "delete", "patch")),
    (re.compile(r"(?i:set|put|update|create|add|upload|send)s?(?=[A-Z ])"), ("get", "head", "delete")),
    (re.compile(r"(?i:delete|remove)s?(?=[A-Z ])"), ("get", "head", "put")),
)
GETS = re.compile(r"get(?=[A-Z])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each operation whose names contradict its method."""
    for document in subject.of_kind("api"):
        for operation in operations(document):
            name = contradicting(operation)
            if name:
                yield Finding(operation.node.location, f"the method is `{operation.method.upper()}`, the name `{name}`")


def contradicting(operation: Operation) -> str:
    """Return the name of an operation that contradicts its method, or nothing. A `POST` with a body may get."""
    for key in ("operationId", "summary"):
        text = operation.node.get(key).text() or ""
        for verb, others in VERBS:
            match = verb.match(text)
            if match and match[0][0].isupper() == (key == "summary") and operation.method in others:
                return text
    named = operation.node.get("operationId").text() or ""
    sends = "requestBody" in operation.node.value or has_body(operation)
    return named if operation.method == "post" and GETS.match(named) and not sends else ""


def has_body(operation: Operation) -> bool:
    """Tell whether there is a body as Swagger 2.0 has it."""
    return any(node.get("in").value in ("body", "formData") for node in operation.node.get("parameters").elements())
