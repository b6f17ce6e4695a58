"""What is wrong with what an author wrote."""

from dataclasses import dataclass
from enum import IntEnum

from specgen.location import Location


class Severity(IntEnum):
    """How bad a diagnostic is; larger is worse. What is OFF is not looked for unless it is asked for by name."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that a machine can make: characters `start` to `end` of a file become `text`."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One sentence about one place: lower case, no full stop, values in backticks."""

    location: Location
    rule: str
    severity: Severity
    message: str
    related: tuple[Location, ...] = ()
    fix: Fix | None = None
