"""Event types: what stands in rooms and streams."""

from dataclasses import dataclass, field

from specgen.location import NOWHERE, Location
from specgen.model.api import Example
from specgen.model.schema import Schema


@dataclass(frozen=True, slots=True)
class EventType:
    """One event schema. `name` is the file's name: the event type, with `$variant` where there is one."""

    name: str
    schema: Schema
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class EventExample:
    """One example of an event. `example.name` is the file's name: the event type, with `$anything`."""

    example: Example
    location: Location = field(default=NOWHERE, compare=False)
