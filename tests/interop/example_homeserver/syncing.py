"""What is new, as it happens."""

import asyncio
import contextlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from matrix_api.client_server import server
from matrix_api.client_server.models import EventBatch, Filter, RoomFilter, StateEventBatch, TimelineBatch
from matrix_api.client_server.sync import InvitedRoom, InviteState, JoinedRoom, LeftRoom, Rooms, SyncResponse
from matrix_api.errors import MInvalidParam
from matrix_api.events.models import Event
from matrix_api.server import Ctx
from matrix_api.types import RoomId

from .world import Room, User, World, allowed, as_raw, position_of, token_of


@dataclass
class View:
    """What a device is to hear: all that changed after `since`, as far as its filter lets it through."""

    world: World
    user: User
    device_id: str | None
    since: int
    wanted: Filter

    @cached_property
    def in_rooms(self) -> RoomFilter:
        """Return the part of the filter that is about rooms."""
        return self.wanted.room or RoomFilter()

    def answer(self) -> SyncResponse:
        """Return what there is now."""
        rooms = Rooms(join={}, invite={}, leave={})
        for room in self.world.rooms.values():
            member = room.state.get(("m.room.member", self.user.user_id))
            if member is None or not self.is_wanted(room):
                continue
            membership, is_new = member.content["membership"], member.position > self.since
            if membership == "join":
                self.add(rooms.join, room, self.joined(room))
            elif membership == "invite" and is_new:
                stripped = [event.stripped() for event in room.state.values()]
                self.add(rooms.invite, room, InvitedRoom(invite_state=InviteState(events=stripped)))
            elif membership == "leave" and is_new and self.since:
                self.add(rooms.leave, room, self.left(room, member.position))
        device = self.user.devices.get(self.device_id or "")
        return SyncResponse(
            next_batch=token_of(self.world.position),
            rooms=rooms if rooms.join or rooms.invite or rooms.leave else None,
            account_data=self.account_data(""),
            device_one_time_keys_count=device.counts() if device else {},
        )

    def is_wanted(self, room: Room) -> bool:
        """Tell whether the filter has a room."""
        only = self.in_rooms.rooms
        return (only is None or room.room_id in only) and room.room_id not in (self.in_rooms.not_rooms or ())

    def add(self, rooms: dict[RoomId, Any] | None, room: Room, part: object) -> None:
        """Add a room that has something to tell."""
        if rooms is not None and part is not None:
            rooms[room.room_id] = part

    def joined(self, room: Room) -> JoinedRoom | None:
        """Return what is new in a room; None for nothing."""
        timeline, state = self.events(room, self.world.position)
        typing = None
        if room.typing_changed > self.since:
            content = as_raw({"user_ids": list(room.typing)})
            typing = EventBatch(events=[Event(type="m.typing", raw_content=content)])
        part = JoinedRoom(
            timeline=timeline, state=state, ephemeral=typing, account_data=self.account_data(room.room_id)
        )
        return part if timeline or state or typing or part.account_data else None

    def left(self, room: Room, until: int) -> LeftRoom:
        """Return the last that a user sees of a room."""
        timeline, state = self.events(room, until)
        return LeftRoom(timeline=timeline, state=state)

    def events(self, room: Room, until: int) -> tuple[TimelineBatch | None, StateEventBatch | None]:
        """Return new events, the last of them only where they are many, and the state before them."""
        wanted = self.in_rooms.timeline
        limit = (wanted.limit if wanted else None) or 20
        fresh = self.since == 0 or not self.was_in(room)
        found = [e for e in room.events if (fresh or e.position > self.since) and e.position <= until]
        found = [event for event in found if allowed(wanted, event.type, event.sender)]
        shown = found[-limit:]
        start = shown[0].position - 1 if shown else until
        before = room.state_at(start)
        known = {} if fresh else room.state_at(self.since)
        state = [event for key, event in before.items() if known.get(key) != event]
        told = [each for each in state if allowed(self.in_rooms.state, each.type, each.sender)]
        timeline = TimelineBatch(
            events=[event.shown_in_room(self.device_id) for event in shown],
            limited=len(shown) < len(found),
            prev_batch=token_of(start),
        )
        batch = StateEventBatch(events=[event.shown_in_room(self.device_id) for event in told])
        return (timeline if shown else None), (batch if told else None)

    def was_in(self, room: Room) -> bool:
        """Tell whether the user was in a room already when they last asked."""
        member = room.state_at(self.since).get(("m.room.member", self.user.user_id))
        return member is not None and member.content["membership"] == "join"

    def account_data(self, room_id: str) -> EventBatch | None:
        """Return what clients keep here, and is new."""
        wanted = self.in_rooms.account_data if room_id else self.wanted.account_data
        events = [
            Event(type=event_type, raw_content=as_raw(content))
            for (place, event_type), (position, content) in self.user.account_data.items()
            if place == room_id and position > self.since and allowed(wanted, event_type)
        ]
        return EventBatch(events=events) if events else None


class Syncing(server.Unimplemented):
    """What is new, as it happens."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def sync(
        self,
        ctx: Ctx,
        /,
        *,
        filter: str | None,  # noqa: A002 (as the parameter is called)
        since: str | None,
        full_state: bool | None,
        timeout: int | None,
        **_: object,
    ) -> SyncResponse:
        """Answer at once where there is something to tell, else as soon as there is, else after a while."""
        user = self.world.users[ctx.user_id]
        place = 0 if since is None or full_state else position_of(since)
        view = View(self.world, user, ctx.device_id, place, self.filter_of(user, filter))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout((timeout or 0) / 1000):
                while place:
                    changed = self.world.changed
                    answer = view.answer()
                    if answer.rooms or answer.account_data:
                        return answer
                    await changed.wait()
        return view.answer()

    def filter_of(self, user: User, given: str | None) -> Filter:
        """Return a filter: the parameter is its id, or the filter itself as JSON."""
        if given is None:
            return Filter()
        if given.startswith("{"):
            try:
                return msgspec.json.decode(given, type=Filter)
            except msgspec.DecodeError as error:
                raise MInvalidParam.because(f"this is no filter: {error}", status=400) from error
        if given not in user.filters:
            raise MInvalidParam.because("there is no such filter", status=400)
        return user.filters[given]
