"""The text of an operation names one of its parameters otherwise than the operation declares it.

Why:
    Readers copy the name from the text; a server does not read `room_id` where the API has `roomId`.
Bad:
    description: The given `room_id` is no room.   (parameter: roomId)
Good:
    description: The given `roomId` is no room.
"""

import re
from collections.abc import Iterator

from specgen.check.documents.walks import Operation, operations
from specgen.check.rule import Finding
from specgen.check.texts.markdown import SPAN
from specgen.check.texts.slips import letters
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "documents"
WORD = re.compile(r"\w+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code span that is a parameter but for its case and its underscores, and no name of something else."""
    for document in subject.of_kind("api"):
        for operation in operations(document):
            yield from misnamed(subject, operation)


def misnamed(subject: Subject, operation: Operation) -> Iterator[Finding]:
    """Yield the code spans of one operation that name a parameter of it in another way."""
    lists = [subject.expand(node.get("parameters")) for node in (operation.node, operation.item)]
    declared = {letters(name): name for name in parameter_names(lists)}
    mentions = [
        (text, span.start(2), span[2])
        for text in descriptions(operation.node)
        for span in SPAN.finditer(text.value)
        if WORD.fullmatch(span[2]) and declared.get(letters(span[2]), span[2]) != span[2]
    ]
    names = set(names_in([subject.expand(operation.node), *lists])) if mentions else set()
    for text, offset, name in mentions:
        if name not in names:
            place = Location(text.path, text.pointer, None, offset)
            yield Finding(place, f"the parameter is called `{declared[letters(name)]}`, not `{name}`")


def parameter_names(lists: list[object]) -> Iterator[str]:
    """Yield the names of the parameters in some lists."""
    for parameters in lists:
        for parameter in parameters if isinstance(parameters, list) else ():
            if isinstance(parameter, dict) and isinstance(parameter.get("name"), str):
                yield parameter["name"]


def descriptions(node: Node) -> Iterator[Node]:
    """Yield the descriptions at or below a node, references not followed."""
    for item in node.elements():
        yield from descriptions(item)
    for key, member in node.items():
        if key == "description" and isinstance(member.value, str):
            yield member
        elif isinstance(member.value, dict | list):
            yield from descriptions(member)


def names_in(value: object) -> Iterator[str]:
    """Yield the keys and the short texts of a JSON value: whatever a text may name."""
    if isinstance(value, list):
        for item in value:
            yield from names_in(item)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield str(key)
            yield from names_in(member)
    elif isinstance(value, str) and len(value) < 80:
        yield value
