"""A link's text is the name of an endpoint or event, its target the place of another.

Why:
    Such a link was copied and only half changed; the reader gets another thing than the text names.
Bad:
    [`m.room.name`](#mroomtopic)
Good:
    [`m.room.name`](#mroomname)
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import internal
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)
ENDPOINT = re.compile(r"(?:(GET|PUT|POST|DELETE|HEAD|PATCH|OPTIONS) )?(/[\w./{}-]+)(?:\?.*)?\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link from one thing's name to another thing of the same kind."""
    events = {slug(event.name): event.name for event in subject.spec.event_types}
    names = set(events.values())
    operations = {
        slug(f"{operation.method}{operation.endpoint}"): f"{operation.method.upper()} {operation.endpoint.strip()}"
        for api in subject.spec.apis
        for operation in api.operations
    }
    for target in internal(subject):
        label = " ".join(target.link.label.replace("`", " ").split())
        event, operation = events.get(target.fragment), operations.get(target.fragment)
        match = ENDPOINT.match(label)
        if event and label in names and label != event and not event.endswith(f"${label}"):
            yield Finding(target.text.at(target.link.offset), f"text names `{label}`, link leads to `{event}`")
        elif (
            operation
            and match
            and label.count("{") == label.count("}")
            and not names_operation(match[1], match[2], operation)
        ):
            yield Finding(target.text.at(target.link.offset), f"text names `{label}`, link leads to `{operation}`")


def names_operation(method: str | None, path: str, operation: str) -> bool:
    """Tell whether a path, maybe without its start and its end, is that of an operation."""
    own, _, endpoint = operation.partition(" ")
    wanted, known = path.strip("/").replace("...", "").split("/"), endpoint.strip("/ ").split("/")
    starts = range(len(known) - len(wanted) + 1)
    return method in (None, own) and any(all(map(same, wanted, known[start:])) for start in starts)


def same(written: str, known: str) -> bool:
    """Tell whether a part of a path is meant by what is written: a variable may have another name, or a value."""
    if known.startswith("{"):
        return not written.startswith("{") or written.endswith("}")
    return written == known


def slug(text: str) -> str:
    """Return the id of a name."""
    return re.sub(r"[^\w-]", "", text).lower()
