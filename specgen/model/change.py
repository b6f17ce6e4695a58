"""Facts about two versions of a specification: what is there, what is gone, what is different, and what it means."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from specgen.location import NOWHERE, Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact, without blame.

    `area` is what kind of thing changed (`operation`, `parameter`, `property`, `event`, …) and `keyword` what of it
    (`required`, `type`, …), empty where the thing itself came or went; then `required` tells whether it must be there.
    `subject` names the operation, event or definition in words that stay the same when files move
    (`POST /_matrix/client/v3/login`, `m.room.topic`). `path` leads from it to the place, as tokens of an RFC 6901
    pointer (`request/application~1json/user`); `[]` stands for items, `*` for other properties, `<^@>` for those that
    match a pattern, `(title)` for one of several alternatives. `before` and `after` are canonical JSON, None for
    nothing. What was removed has its parent's `location`, what was added its parent's `before_location`.
    """

    kind: Literal["added", "removed", "changed"]
    area: str
    subject: str = ""
    keyword: str = ""
    path: str = ""
    before: str | None = None
    after: str | None = None
    required: bool = False
    direction: Literal["request", "response", "both"] = "both"
    location: Location = field(default=NOWHERE, compare=False)
    before_location: Location = field(default=NOWHERE, compare=False)


class Impact(IntEnum):
    """How much a change asks of those who follow the older version; larger is worse."""

    DOCUMENTATION = 0
    COMPATIBLE = 1
    POTENTIALLY_BREAKING = 2
    BREAKING = 3

    @property
    def label(self) -> str:
        """Return the name as it is written in options and outputs."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Judged:
    """A change and what it means, by the judgement of that name, for older clients and for older servers."""

    change: Change
    judgement: str
    client: Impact
    server: Impact

    @property
    def impact(self) -> Impact:
        """Return the worse of both."""
        return max(self.client, self.server)
