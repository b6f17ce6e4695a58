"""What is wrong with what an author wrote."""

from dataclasses import dataclass
from enum import IntEnum

from specgen.location import Location


class Severity(IntEnum):
    """How bad a diagnostic is; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One sentence about one place: lower case, no full stop, values in backticks."""

    location: Location
    rule: str
    severity: Severity
    message: str
    related: tuple[Location, ...] = ()
