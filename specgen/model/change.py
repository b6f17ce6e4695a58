"""Facts about two versions of a specification: what is there, what is gone, what is different."""

from dataclasses import dataclass, field
from typing import Literal

from specgen.location import NOWHERE, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact, without blame.

    `area` is what kind of thing changed (`operation`, `parameter`, `property`, `event`, …); `subject` names the thing
    in words that stay the same when files move (`POST /_matrix/client/v3/login`, `m.room.topic`); `path` leads from the
    subject to the place (`request/application/json/user`); `before` and `after` are canonical JSON, None for nothing.
    """

    kind: Literal["added", "removed", "changed"]
    area: str
    subject: str
    path: str = ""
    before: str | None = None
    after: str | None = None
    direction: Literal["request", "response", "both"] = "both"
    location: Location = field(default=NOWHERE, compare=False)
    before_location: Location = field(default=NOWHERE, compare=False)
