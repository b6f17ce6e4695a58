"""What the server knows, all of it in memory."""

import asyncio
import re
import secrets
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import msgspec
from matrix_api.client_server.keys import DeviceInformation
from matrix_api.client_server.models import (
    ClientEvent,
    ClientEventWithoutRoomId,
    EventFilter,
    Filter,
    KeyObject,
    RoomEventFilter,
    Unsigned,
)
from matrix_api.errors import MForbidden, MInvalidParam, MNotFound
from matrix_api.events import EVENTS
from matrix_api.events.models import StrippedStateEvent
from matrix_api.events.room_power_levels import RoomPowerLevels
from matrix_api.server import Media, Requester
from matrix_api.types import EventId, RoomId, UserId

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An event of a room. `position` is where it stands among all that ever changed on the server."""

    position: int
    event_id: EventId
    room_id: RoomId
    sender: UserId
    type: str
    state_key: str | None
    content: JsonObject
    sent_at: int
    sent_by: tuple[str | None, str | None] = (None, None)  # device, transaction

    def unsigned(self, device_id: str | None) -> msgspec.Raw:
        """Return what is not part of the event; the device that sent it knows it by its transaction."""
        device, transaction = self.sent_by
        age = int(time.time() * 1000) - self.sent_at
        told = transaction if device == device_id else None
        return as_raw(Unsigned(age=age, transaction_id=told))

    def shown(self, device_id: str | None) -> ClientEvent:
        """Return the event as clients see it."""
        return ClientEvent(
            raw_content=as_raw(self.content),
            event_id=self.event_id,
            origin_server_ts=self.sent_at,
            room_id=self.room_id,
            sender=self.sender,
            state_key=self.state_key,
            type=self.type,
            raw_unsigned=self.unsigned(device_id),
        )

    def shown_in_room(self, device_id: str | None) -> ClientEventWithoutRoomId:
        """Return the event as clients see it in `/sync`, where the room is known."""
        return ClientEventWithoutRoomId(
            raw_content=as_raw(self.content),
            event_id=self.event_id,
            origin_server_ts=self.sent_at,
            sender=self.sender,
            state_key=self.state_key,
            type=self.type,
            raw_unsigned=self.unsigned(device_id),
        )

    def stripped(self) -> StrippedStateEvent:
        """Return the event as those see it who are invited."""
        return StrippedStateEvent(
            raw_content=as_raw(self.content), sender=self.sender, state_key=self.state_key or "", type=self.type
        )


@dataclass
class Room:
    """A room: its events in their order, and the last state event of each type and key."""

    room_id: RoomId
    events: list[Stored] = field(default_factory=list[Stored])
    state: dict[tuple[str, str], Stored] = field(default_factory=dict[tuple[str, str], Stored])
    typing: dict[str, asyncio.TimerHandle] = field(default_factory=dict[str, asyncio.TimerHandle])
    typing_changed: int = 0

    def membership(self, user_id: str) -> str:
        """Return how a user stands to the room; `leave` for strangers."""
        member = self.state.get(("m.room.member", user_id))
        return str(member.content.get("membership")) if member else "leave"

    def members(self, membership: str = "join") -> list[str]:
        """Return the users that stand so to the room."""
        return [key for kind, key in self.state if kind == "m.room.member" and self.membership(key) == membership]

    def state_at(self, position: int) -> dict[tuple[str, str], Stored]:
        """Return the state after all events up to a position."""
        return {(e.type, e.state_key): e for e in self.events if e.state_key is not None and e.position <= position}

    def levels(self) -> RoomPowerLevels:
        """Return who may do what. Users write this: what is not as specified counts as nothing."""
        found = EVENTS.read("m.room.power_levels", as_raw(self.content("m.room.power_levels")))
        return found if isinstance(found, RoomPowerLevels) else RoomPowerLevels()

    def may_send(self, user_id: str, event_type: str, *, state: bool) -> bool:
        """Tell whether a user has the power to send events of a type."""
        levels = self.levels()
        usual = levels.state_default if state else levels.events_default
        otherwise = (50 if state else 0) if usual is None else usual
        needed = (levels.events or {}).get(event_type, otherwise)
        return (levels.users or {}).get(UserId(user_id), levels.users_default or 0) >= needed

    def content(self, event_type: str) -> JsonObject:
        """Return the content of a state event with an empty key."""
        event = self.state.get((event_type, ""))
        return event.content if event else {}


@dataclass
class User:
    """An account."""

    user_id: UserId
    salt: bytes
    digest: bytes
    profile: JsonObject = field(default_factory=dict[str, Any])
    filters: dict[str, Filter] = field(default_factory=dict[str, Filter])
    # By room and type; "" is no room.
    account_data: dict[tuple[str, str], tuple[int, JsonObject]] = field(
        default_factory=dict[tuple[str, str], tuple[int, JsonObject]]
    )
    devices: dict[str, "Device"] = field(default_factory=dict[str, "Device"])


@dataclass
class Device:
    """A device of a user; `keys` were uploaded by it, `one_time` are those that nobody has claimed."""

    token: str
    name: str | None = None
    keys: DeviceInformation | None = None
    one_time: dict[str, str | KeyObject] = field(default_factory=dict[str, str | KeyObject])
    sent: dict[tuple[str, str], EventId] = field(default_factory=dict[tuple[str, str], EventId])

    def counts(self) -> dict[str, int]:
        """Return how many keys of each algorithm are left."""
        kinds = [key_id.partition(":")[0] for key_id in self.one_time]
        return {kind: kinds.count(kind) for kind in kinds} or {"signed_curve25519": 0}


@dataclass
class World:
    """All that the server knows. Whatever changes gets the next `position`; sync tokens are positions."""

    name: str
    position: int = 0
    users: dict[str, User] = field(default_factory=dict[str, User])
    tokens: dict[str, Requester] = field(default_factory=dict[str, Requester])
    sessions: set[str] = field(default_factory=set[str])
    rooms: dict[str, Room] = field(default_factory=dict[str, Room])
    aliases: dict[str, RoomId] = field(default_factory=dict[str, RoomId])
    media: dict[str, Media] = field(default_factory=dict[str, Media])
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def advance(self) -> int:
        """Return the position of something new, and wake those who wait for it."""
        self.position += 1
        self.changed.set()
        self.changed = asyncio.Event()
        return self.position

    def user(self, user_id: str) -> User:
        """Return an account. Raises MNotFound."""
        if user_id not in self.users:
            raise MNotFound.because("there is no such user")
        return self.users[user_id]

    def room(self, room_id: str, user_id: str) -> Room:
        """Return a room that a user is in. Raises MForbidden, also for rooms that are not there."""
        room = self.rooms.get(room_id)
        if room is None or room.membership(user_id) != "join":
            raise MForbidden.because("you are not in this room", status=403)
        return room

    def put(
        self,
        room: Room,
        sender: str,
        event_type: str,
        content: JsonObject,
        *,
        state_key: str | None = None,
        sent_by: tuple[str | None, str | None] = (None, None),
    ) -> Stored:
        """Return an event that was added to a room."""
        event = Stored(
            position=self.advance(),
            event_id=EventId(f"${secrets.token_urlsafe(32)}"),
            room_id=room.room_id,
            sender=UserId(sender),
            type=event_type,
            state_key=state_key,
            content=content,
            sent_at=int(time.time() * 1000),
            sent_by=sent_by,
        )
        room.events.append(event)
        if state_key is not None:
            room.state[event_type, state_key] = event
        return event

    def set_membership(self, room: Room, sender: str, user_id: str, membership: str, reason: str | None = None) -> None:
        """Let a user join, leave, or be invited; whether that may be is for the caller to know."""
        user = self.users.get(user_id)
        shown: JsonObject = user.profile if user and membership in ("join", "invite") else {}
        named: JsonObject = {name: shown[name] for name in ("displayname", "avatar_url") if name in shown}
        said: JsonObject = {} if reason is None else {"reason": reason}
        self.put(room, sender, "m.room.member", {"membership": membership, **named, **said}, state_key=user_id)


def as_raw(value: object) -> msgspec.Raw:
    """Return a value as JSON that stands for itself in an answer."""
    return msgspec.Raw(msgspec.json.encode(value))


def token_of(position: int) -> str:
    """Return the token for all that is after a position."""
    return f"s{position}"


def position_of(token: str) -> int:
    """Return what a token stands for. Raises MInvalidParam."""
    if not re.fullmatch(r"s[0-9]{1,18}", token):
        raise MInvalidParam.because("this is not a token of this server", status=400)
    return int(token[1:])


def allowed(wanted: EventFilter | RoomEventFilter | None, event_type: str, sender: str = "") -> bool:
    """Tell whether a filter lets an event through; `*` in its types stands for anything."""
    if wanted is None:
        return True
    known = wanted.types is None or any(fnmatchcase(event_type, each) for each in wanted.types)
    refused = any(fnmatchcase(event_type, each) for each in wanted.not_types or ())
    told = wanted.senders is None or sender in wanted.senders
    return known and told and not refused and sender not in (wanted.not_senders or ())
