"""An event schema's file is named after another type than the one it allows.

Why:
    The file's name is how the page, the examples and other schemas find the event; when the two disagree, one was
    copied and not changed.
Bad:
    m.room.topic.yaml: {properties: {type: {enum: [m.room.name]}}}
Good:
    m.room.topic.yaml: {properties: {type: {enum: [m.room.topic]}}}
"""

from collections.abc import Iterator

from specgen.check.documents.event_types import EventFile, event_files
from specgen.check.documents.follow import group, having, members
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `type` that has not the value that the file's name says."""
    for file in event_files(subject).values():
        values = [each for each in file.types if isinstance(each.value, str)]
        if values and file.type not in (each.value for each in values):
            yield Finding(values[0].location, f"the type is `{values[0].value}`, but the file is called `{file.type}`")
        else:
            yield from of_variant(subject, file)


def of_variant(subject: Subject, file: EventFile) -> Iterator[Finding]:
    """Yield the `msgtype` or `method` of the content that is not what the file's name has behind `$`."""
    variant = file.name.partition("$")[2]
    contents = members(group(subject, [file.node], ("allOf",)), "properties")["content"] if variant else []
    declared = members(group(subject, contents, ("allOf",)), "properties")
    for key in ("msgtype", "method"):
        schemas = group(subject, declared.get(key, []), ("allOf",))
        values = [value for listed in having(schemas, "enum") for value in listed.elements()]
        values.extend(having(schemas, "const"))
        if values and variant not in (value.value for value in values):
            message = f"the `{key}` is `{values[0].value}`, but the file is called `{file.name}`"
            yield Finding(values[0].location, message)
