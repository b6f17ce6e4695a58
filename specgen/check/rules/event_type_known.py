"""An event in an example has a type, or a `msgtype`, that nothing defines.

Why:
    Readers look for it in vain; most often a letter is wrong, or the type was renamed. Types outside the namespace
    `m.` are anybody's own.
Bad:
    {"type": "m.room.mesage", "content": {"msgtype": "m.text", "body": "Hello"}}
Good:
    {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "Hello"}}
"""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

from specgen.check.documents.event_types import all_types, event_examples, known_msgtypes
from specgen.check.documents.follow import at
from specgen.check.documents.samples import visits
from specgen.check.documents.shown_events import blocks
from specgen.check.documents.walk_values import walk_value
from specgen.check.rule import Finding
from specgen.check.texts.identifiers import PLACEHOLDER
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each unknown type of an event in examples and in the JSON blocks of texts."""
    types, msgtypes = all_types(subject), known_msgtypes(subject)
    # `example-event-type` speaks of the types of whole examples; one that its file is named after stands for any.
    whole = {example.node.path for example in event_examples(subject)}
    for visit in visits(subject):
        for path, message in unknown(visit.seen.value, types, msgtypes):
            place = at(subject, visit.sample.node, (*visit.start, *visit.seen.path, *path))
            own = posixpath.splitext(posixpath.basename(place.path))[0]
            told = place.path in whole and place.pointer == "/type"
            if path != ("type",) or not (told or str(place.value).endswith(f".{own}")):
                yield Finding(place.location, message)
    for block in blocks(subject):
        for seen in walk_value(subject, block.value, []):
            for path, message in unknown(seen.value, types, msgtypes):
                yield Finding(block.place((*seen.path, *path)), message)


def unknown(value: Any, types: Iterable[str], msgtypes: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the way to each type of an event that nothing defines, and what to say."""
    content = value.get("content") if isinstance(value, dict) else None
    if not isinstance(content, dict):
        return
    kind, msgtype = value.get("type"), content.get("msgtype")
    if is_matrix_name(kind) and kind not in types:
        yield ("type",), f"nothing defines the event type `{kind}`{did_you_mean(kind, types)}"
    if kind == "m.room.message" and is_matrix_name(msgtype) and msgtype not in msgtypes:
        yield ("content", "msgtype"), f"nothing defines the `msgtype` `{msgtype}`{did_you_mean(msgtype, msgtypes)}"


def is_matrix_name(value: object) -> TypeGuard[str]:
    """Tell whether a value is a name in Matrix's own namespace, not something that stands for one."""
    return isinstance(value, str) and value.startswith("m.") and not PLACEHOLDER.search(value)
