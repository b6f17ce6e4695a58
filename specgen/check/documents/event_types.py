"""The event types that a tree defines, their schemas and their examples."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specgen.check.documents.follow import group, having, members
from specgen.check.documents.schema_objects import schema_objects
from specgen.check.once import once
from specgen.model.node import Node
from specgen.model.subject import Document, Subject


@dataclass(frozen=True, slots=True)
class EventFile:
    """One event schema: `name` is the file's (`m.room.message$m.text`), `types` what its `type` may be."""

    name: str
    node: Node
    types: tuple[Node, ...]

    @property
    def type(self) -> str:
        """Return the event type that the file's name says."""
        return self.name.partition("$")[0]


@dataclass(frozen=True, slots=True)
class EventExample:
    """One example of an event type and the schema that it has to fit."""

    name: str
    node: Node
    schema: Node


def stem(document: Document) -> str:
    """Return the name of a document's file without `.yaml` or `.json`."""
    return posixpath.splitext(posixpath.basename(document.path))[0]


@once
def event_files(subject: Subject) -> Mapping[str, EventFile]:
    """Return the schemas of events by name; what has neither `type` nor `content` among its properties is none."""
    found: dict[str, EventFile] = {}
    for document in subject.of_kind("event"):
        if isinstance(document.root.value, dict) and is_event(subject, document.root):
            types = tuple(type_values(subject, document.root))
            found[stem(document)] = EventFile(stem(document), document.root, types)
    return found


def is_event(subject: Subject, root: Node) -> bool:
    """Tell whether a schema describes an event: what others refer to stands in the same folder."""
    properties = members(group(subject, [root], ("allOf",)), "properties")
    return "content" in properties and "type" in properties


def type_values(subject: Subject, root: Node) -> Iterator[Node]:
    """Yield the values that the event's `type` may have, as written."""
    entries = members(group(subject, [root], ("allOf",)), "properties").get("type", [])
    for node in having(group(subject, entries), "enum"):
        yield from node.elements()
    yield from having(group(subject, entries), "const")


@once
def known_types(subject: Subject) -> frozenset[str]:
    """Return every event type that has a schema."""
    files = event_files(subject).values()
    named = {value.value for each in files for value in each.types if isinstance(value.value, str)}
    return frozenset({each.type for each in files} | named)


def schema_of(subject: Subject, kind: str, content: object = None) -> EventFile | None:
    """Return the schema of an event type: that of its `msgtype` or variant where there is one."""
    files = event_files(subject)
    value = content if isinstance(content, dict) else {}
    for key in ("msgtype", "method"):
        variant = files.get(f"{kind}${value.get(key)}")
        if variant:
            return variant
    return files.get(kind)


@once
def event_examples(subject: Subject) -> tuple[EventExample, ...]:
    """Return the examples whose file names an event type, each with the schema of its variant or its type."""
    files = event_files(subject)
    found = []
    for document in subject.of_kind("example"):
        name = stem(document)
        file = files.get(name) or files.get(longest_prefix(name)) or files.get(name.partition("$")[0])
        if file and isinstance(document.root.value, dict):
            found.append(EventExample(name, document.root, file.node))
    return tuple(found)


def longest_prefix(name: str) -> str:
    """Return a name without its last variant: `a$b$c` is an example of `a$b`."""
    return name.rpartition("$")[0]


@once
def common_members(subject: Subject) -> frozenset[str]:
    """Return what events of some kind have beside `state_key`: one type may be sent in rooms and to devices."""
    cores = [document.root for document in subject.of_kind("core-event") if isinstance(document.root.value, dict)]
    return frozenset(members(group(subject, cores, ("allOf",)), "properties")) - {"state_key"}


def has_member(subject: Subject, file: EventFile, name: str) -> bool:
    """Tell whether an event's schema declares a member: `state_key` makes it a state event."""
    return name in members(group(subject, [file.node], ("allOf",)), "properties")


@once
def member_schemas(subject: Subject) -> Mapping[str, tuple[Any, tuple[Node, ...]]]:
    """Return for each event what its content and its `state_key` have to fit, and the content's schemas as written."""
    result = {}
    for name, file in event_files(subject).items():
        declared = members(group(subject, [file.node], ("allOf",)), "properties")
        parts = {
            key: {"allOf": [subject.expand(node) for node in declared[key]]}
            for key in ("content", "state_key")
            if key in declared
        }
        result[name] = ({"properties": parts}, tuple(declared.get("content", ())))
    return result


@once
def all_types(subject: Subject) -> frozenset[str]:
    """Return every type of something with content: events, and the EDUs of definitions, by `type` or `edu_type`."""
    found = set(known_types(subject))
    for node in schema_objects(subject):
        for name in ("type", "edu_type"):
            entry = node.get("properties").get(name)
            values = (*entry.get("enum").strings(), entry.get("const").value)
            found.update(value for value in values if isinstance(value, str))
    return frozenset(found)


@once
def known_msgtypes(subject: Subject) -> frozenset[str]:
    """Return the values that the events' schemas name for `msgtype`, and those that their files' names say."""
    found = {file.name.partition("$")[2] for file in event_files(subject).values()}
    for node in schema_objects(subject):
        entry = node.get("properties").get("msgtype")
        values = (*entry.get("enum").strings(), entry.get("const").value)
        found.update(value for value in values if isinstance(value, str))
    return frozenset(found)
