"""Rooms, who is in them, and what is said there."""

import asyncio
import secrets
from collections.abc import Iterator

import msgspec
from matrix_api.client_server import server
from matrix_api.client_server.create_room import CreateRoomRequest, CreateRoomResponse
from matrix_api.client_server.inviting import InviteUserRequest
from matrix_api.client_server.joining import (
    JoinRoomByIdRequest,
    JoinRoomByIdResponse,
    JoinRoomRequest,
    JoinRoomResponse,
)
from matrix_api.client_server.leaving import LeaveRoomRequest
from matrix_api.client_server.list_joined_rooms import GetJoinedRoomsResponse
from matrix_api.client_server.message_pagination import GetRoomEventsResponse
from matrix_api.client_server.models import ClientEvent
from matrix_api.client_server.room_send import SendMessageResponse
from matrix_api.client_server.room_state import SetRoomStateWithKeyResponse
from matrix_api.client_server.rooms import GetJoinedMembersByRoomResponse, GetMembersByRoomResponse, RoomMember
from matrix_api.client_server.typing import SetTypingRequest
from matrix_api.errors import MBadJson, MForbidden, MNotFound, MRoomInUse
from matrix_api.server import Ctx
from matrix_api.types import RoomId, UserId

from .world import JsonObject, Room, World, position_of, token_of

ROOM_VERSION = "11"


class Conversations(server.Unimplemented):
    """Rooms, who is in them, and what is said there."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def create_room(self, ctx: Ctx, body: CreateRoomRequest, /) -> CreateRoomResponse:
        alias = body.room_alias_name and f"#{body.room_alias_name}:{self.world.name}"
        if alias in self.world.aliases:
            raise MRoomInUse.because("this alias is taken", status=400)
        room = Room(RoomId(f"!{secrets.token_urlsafe(12)}:{self.world.name}"))
        self.world.rooms[room.room_id] = room

        def put(event_type: str, content: JsonObject, state_key: str = "") -> None:
            self.world.put(room, ctx.user_id, event_type, content, state_key=state_key)

        preset = body.preset or ("public_chat" if body.visibility == "public" else "private_chat")
        power: JsonObject = {"users": {ctx.user_id: 100}, "invite": 0}
        put("m.room.create", {**(body.creation_content or {}), "room_version": body.room_version or ROOM_VERSION})
        self.world.set_membership(room, ctx.user_id, ctx.user_id, "join")
        put("m.room.power_levels", power | (body.power_level_content_override or {}))
        if alias:
            self.world.aliases[alias] = room.room_id
            put("m.room.canonical_alias", {"alias": alias})
        put("m.room.join_rules", {"join_rule": "public" if preset == "public_chat" else "invite"})
        put("m.room.history_visibility", {"history_visibility": "shared"})
        for event_type, content, state_key in asked_state(body):
            put(event_type, content, state_key)
        for user_id in body.invite or ():
            self.world.set_membership(room, ctx.user_id, user_id, "invite")
        return CreateRoomResponse(room_id=room.room_id)

    async def join_room_by_id(self, ctx: Ctx, room_id: str, body: JoinRoomByIdRequest, /) -> JoinRoomByIdResponse:
        return JoinRoomByIdResponse(room_id=self.join(ctx, room_id, body.reason))

    async def join_room(
        self, ctx: Ctx, room_id_or_alias: str, body: JoinRoomRequest, /, **_: object
    ) -> JoinRoomResponse:
        room_id = self.world.aliases.get(room_id_or_alias, room_id_or_alias)
        return JoinRoomResponse(room_id=self.join(ctx, room_id, body.reason))

    def join(self, ctx: Ctx, room_id: str, reason: str | None) -> RoomId:
        """Let who asks into a room that is open, or that they are invited to."""
        room = self.world.rooms.get(room_id)
        if room is None:
            raise MNotFound.because("there is no such room", status=404)
        membership = room.membership(ctx.user_id)
        if membership not in ("join", "invite") and room.content("m.room.join_rules").get("join_rule") != "public":
            raise MForbidden.because("you are not invited to this room", status=403)
        if membership != "join":
            self.world.set_membership(room, ctx.user_id, ctx.user_id, "join", reason)
        return room.room_id

    async def invite_user(self, ctx: Ctx, room_id: str, body: InviteUserRequest, /) -> None:
        room = self.world.room(room_id, ctx.user_id)
        if room.membership(body.user_id) == "join":
            raise MForbidden.because("they are in this room already", status=403)
        self.world.set_membership(room, ctx.user_id, body.user_id, "invite", body.reason)

    async def leave_room(self, ctx: Ctx, room_id: str, body: LeaveRoomRequest, /) -> None:
        room = self.world.rooms.get(room_id)
        if room is None or room.membership(ctx.user_id) not in ("join", "invite"):
            raise MForbidden.because("you are not in this room", status=403)
        self.world.set_membership(room, ctx.user_id, ctx.user_id, "leave", body.reason)

    async def get_joined_rooms(self, ctx: Ctx, /) -> GetJoinedRoomsResponse:
        rooms = self.world.rooms.values()
        return GetJoinedRoomsResponse(joined_rooms=[r.room_id for r in rooms if r.membership(ctx.user_id) == "join"])

    async def get_joined_members_by_room(self, ctx: Ctx, room_id: str, /) -> GetJoinedMembersByRoomResponse:
        room = self.world.room(room_id, ctx.user_id)
        shown = {user_id: room.state["m.room.member", user_id].content for user_id in room.members()}
        return GetJoinedMembersByRoomResponse(
            joined={
                UserId(user_id): RoomMember(display_name=said.get("displayname"), avatar_url=said.get("avatar_url"))
                for user_id, said in shown.items()
            }
        )

    async def get_members_by_room(
        self, ctx: Ctx, room_id: str, /, *, membership: str | None, not_membership: str | None, **_: object
    ) -> GetMembersByRoomResponse:
        room = self.world.room(room_id, ctx.user_id)
        members = [event for (kind, _), event in room.state.items() if kind == "m.room.member"]
        found = [each for each in members if each.content["membership"] not in (not_membership, "")]
        wanted = [each for each in found if membership in (None, each.content["membership"])]
        return GetMembersByRoomResponse(chunk=[each.shown(ctx.device_id) for each in wanted])

    async def send_message(
        self, ctx: Ctx, room_id: str, event_type: str, txn_id: str, body: JsonObject, /
    ) -> SendMessageResponse:
        """Send a message once, also where a client that heard no answer asks again."""
        room = self.world.room(room_id, ctx.user_id)
        if not room.may_send(ctx.user_id, event_type, state=False):
            raise MForbidden.because("you may not do this here", status=403)
        sent = self.world.users[ctx.user_id].devices[ctx.device_id or ""].sent
        if (room_id, txn_id) not in sent:
            event = self.world.put(room, ctx.user_id, event_type, body, sent_by=(ctx.device_id, txn_id))
            sent[room_id, txn_id] = event.event_id
        return SendMessageResponse(event_id=sent[room_id, txn_id])

    async def set_room_state_with_key(
        self, ctx: Ctx, room_id: str, event_type: str, state_key: str, body: JsonObject, /
    ) -> SetRoomStateWithKeyResponse:
        """Set state. `…/state/m.room.name` and `…/state/m.room.name/` both mean the empty key."""
        room = self.world.room(room_id, ctx.user_id)
        if not room.may_send(ctx.user_id, event_type, state=True):
            raise MForbidden.because("you may not do this here", status=403)
        if state_key.startswith("@") and state_key != ctx.user_id:
            raise MForbidden.because("this state is somebody else's", status=403)
        if event_type == "m.room.member" and body.get("membership") != "join":
            raise MForbidden.because("there are other ways to leave and to invite", status=403)
        event = self.world.put(room, ctx.user_id, event_type, body, state_key=state_key)
        return SetRoomStateWithKeyResponse(event_id=event.event_id)

    async def get_room_state(self, ctx: Ctx, room_id: str, /) -> list[ClientEvent]:
        return [event.shown(ctx.device_id) for event in self.world.room(room_id, ctx.user_id).state.values()]

    async def get_room_state_with_key(
        self, ctx: Ctx, room_id: str, event_type: str, state_key: str, /, **query: object
    ) -> JsonObject:
        event = self.world.room(room_id, ctx.user_id).state.get((event_type, state_key))
        if event is None:
            raise MNotFound.because("there is no such state", status=404)
        whole = query.get("format") == "event"
        return msgspec.to_builtins(event.shown(ctx.device_id)) if whole else event.content

    async def get_one_room_event(self, ctx: Ctx, room_id: str, event_id: str, /) -> ClientEvent:
        for event in self.world.room(room_id, ctx.user_id).events:
            if event.event_id == event_id:
                return event.shown(ctx.device_id)
        raise MNotFound.because("there is no such event")

    async def get_room_events(
        self,
        ctx: Ctx,
        room_id: str,
        /,
        *,
        dir: str,  # noqa: A002 (as the parameter is called)
        from_: str | None,
        to: str | None,
        limit: int | None,
        **_: object,
    ) -> GetRoomEventsResponse:
        """Walk through a room. A token stands between events: after its position, before the next one."""
        events = self.world.room(room_id, ctx.user_id).events
        back = dir == "b"
        start = position_of(from_) if from_ else (self.world.position if back else 0)
        stop = position_of(to) if to else (0 if back else self.world.position)
        size = max(limit or 10, 1)
        found = [e for e in events if (stop < e.position <= start if back else start < e.position <= stop)]
        chunk = found[::-1][:size] if back else found[:size]
        end = chunk[-1].position - back if len(chunk) < len(found) else None
        return GetRoomEventsResponse(
            chunk=[event.shown(ctx.device_id) for event in chunk],
            start=token_of(start),
            end=None if end is None else token_of(end),
        )

    async def set_typing(self, ctx: Ctx, room_id: str, user_id: str, body: SetTypingRequest, /) -> None:
        room = self.world.room(room_id, ctx.user_id)
        if user_id != ctx.user_id:
            raise MForbidden.because("only they know whether they type", status=403)
        self.stop_typing(room, user_id)
        if body.typing:
            seconds = (body.timeout or 30_000) / 1000
            room.typing[user_id] = asyncio.get_running_loop().call_later(seconds, self.stop_typing, room, user_id)
            room.typing_changed = self.world.advance()

    def stop_typing(self, room: Room, user_id: str) -> None:
        """Forget that a user types."""
        timer = room.typing.pop(user_id, None)
        if timer:
            timer.cancel()
            room.typing_changed = self.world.advance()


def asked_state(body: CreateRoomRequest) -> Iterator[tuple[str, JsonObject, str]]:
    """Yield type, content and key of the state that a new room is to have. Raises MForbidden, MBadJson."""
    for event in body.initial_state or ():
        if event.type in ("m.room.create", "m.room.member"):
            raise MForbidden.because("the server itself sets this state", status=403)
        # `event.content` would be one of the classes of `matrix_api.events`; here it is only kept.
        yield event.type, object_of(event.raw_content), event.state_key or ""
    for name, value in (("name", body.name), ("topic", body.topic)):
        if value is not None:
            yield f"m.room.{name}", {name: value}, ""


def object_of(content: msgspec.Raw) -> JsonObject:
    """Return content that should be an object. Raises MBadJson."""
    try:
        return msgspec.json.decode(content, type=JsonObject)
    except msgspec.ValidationError as error:
        raise MBadJson.because("`content` is not an object", status=400) from error
