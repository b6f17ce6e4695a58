"""matrix-nio and a homeserver: run by a Python that has nio, with the address; says `done` at the end.

Two people meet: registration, login, a room, an invitation, messages, sync, files, logout.
"""

import asyncio
import io
import sys
from typing import Any

import nio

PHRASE = "correct horse battery staple"
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(range(256)) * 64


def good(answer: Any, wanted: type) -> Any:
    """Return an answer that is not an error, nor one that nio could not read."""
    assert isinstance(answer, wanted), f"{wanted.__name__} expected: {answer}"
    return answer


async def signed_in(url: str, name: str, phrase: str) -> nio.AsyncClient:
    """Return a client with an account of its own, registered and then signed in anew."""
    first = nio.AsyncClient(url, name)
    registered = good(await first.register(name, phrase, "first"), nio.RegisterResponse)
    await first.close()
    client = nio.AsyncClient(url, registered.user_id, device_id="NIO")
    good(await client.login(phrase, "second"), nio.LoginResponse)
    whoami = good(await client.whoami(), nio.WhoamiResponse)
    assert (whoami.user_id, whoami.device_id) == (registered.user_id, "NIO")
    return client


async def talk(url: str, prefix: str) -> None:
    alice, bob = await signed_in(url, f"{prefix}-alice", PHRASE), await signed_in(url, f"{prefix}-bob", PHRASE)
    wrong = nio.AsyncClient(url, alice.user_id)
    refused = good(await wrong.login("wrong"), nio.LoginError)
    assert refused.status_code == "M_FORBIDDEN", refused
    await wrong.close()

    room = good(await alice.room_create(name="A room", invite=[bob.user_id]), nio.RoomCreateResponse).room_id
    await meet(alice, bob, room)
    await converse(alice, bob, room)
    await keep(alice, bob)
    good(await bob.room_leave(room), nio.RoomLeaveResponse)
    for client in (alice, bob):
        token = client.access_token
        good(await client.logout(), nio.LogoutResponse)
        client.access_token = token
        assert good(await client.whoami(), nio.WhoamiError).status_code == "M_UNKNOWN_TOKEN"
        await client.close()


async def meet(alice: nio.AsyncClient, bob: nio.AsyncClient, room: str) -> None:
    """Let one follow the invitation of the other."""
    good(await bob.sync(timeout=0, full_state=True), nio.SyncResponse)
    assert room in bob.invited_rooms
    assert bob.invited_rooms[room].inviter == alice.user_id
    assert good(await bob.join(room), nio.JoinResponse).room_id == room
    for client in (alice, bob):
        good(await client.sync(timeout=0, full_state=True), nio.SyncResponse)
        assert client.rooms[room].name == "A room"
        assert set(client.rooms[room].users) == {alice.user_id, bob.user_id}
    assert good(await bob.joined_rooms(), nio.JoinedRoomsResponse).rooms == [room]


async def converse(alice: nio.AsyncClient, bob: nio.AsyncClient, room: str) -> None:
    """Send while the other waits; set state with odd keys; walk back through what was said."""
    heard: list[str] = []
    bob.add_event_callback(lambda _, event: heard.append(event.body), nio.RoomMessageText)
    waiting = asyncio.create_task(bob.sync(timeout=20_000))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    text = {"msgtype": "m.text", "body": "hällo / # ?"}
    sent = good(await alice.room_send(room, "m.room.message", text, tx_id="a/b"), nio.RoomSendResponse)
    again = good(await alice.room_send(room, "m.room.message", text, tx_id="a/b"), nio.RoomSendResponse)
    assert sent.event_id == again.event_id
    good(await asyncio.wait_for(waiting, 10), nio.SyncResponse)
    assert heard == [text["body"]]
    good(await alice.room_typing(room, True), nio.RoomTypingResponse)
    good(await bob.sync(timeout=1000), nio.SyncResponse)
    assert bob.rooms[room].typing_users == [alice.user_id]

    for key in ("", "a/b", "ünï #?%2F"):
        good(await alice.room_put_state(room, "org.example.odd", {"key": key}, key), nio.RoomPutStateResponse)
        found = good(await bob.room_get_state_event(room, "org.example.odd", key), nio.RoomGetStateEventResponse)
        assert found.content == {"key": key}
    for number in range(5):
        good(await alice.room_send(room, "m.room.message", {**text, "body": str(number)}), nio.RoomSendResponse)
    page = good(await bob.room_messages(room, limit=3), nio.RoomMessagesResponse)
    assert [event.body for event in page.chunk] == ["4", "3", "2"]
    page = good(await bob.room_messages(room, page.end, limit=2), nio.RoomMessagesResponse)
    assert [event.body for event in page.chunk] == ["1", "0"]
    shown = good(await bob.room_get_event(room, sent.event_id), nio.RoomGetEventResponse)
    assert shown.event.sender == alice.user_id


async def keep(alice: nio.AsyncClient, bob: nio.AsyncClient) -> None:
    """Leave files and names at the server, and find them there."""
    good(await alice.set_displayname("Älice"), nio.ProfileSetDisplayNameResponse)
    assert good(await bob.get_displayname(alice.user_id), nio.ProfileGetDisplayNameResponse).displayname == "Älice"
    answer, _ = await alice.upload(io.BytesIO(PNG), "image/png", "ü.png", filesize=len(PNG))
    uri = good(answer, nio.UploadResponse).content_uri
    found = good(await bob.download(uri), nio.MemoryDownloadResponse)
    assert (found.body, found.content_type, found.filename) == (PNG, "image/png", "ü.png")
    made = good(await alice.upload_filter(room={"timeline": {"limit": 1}}), nio.UploadFilterResponse)
    good(await alice.sync(timeout=0, sync_filter=made.filter_id, full_state=True), nio.SyncResponse)


asyncio.run(asyncio.wait_for(talk(*sys.argv[1:3]), 60))
print("done")
