"""The generated clients and a real homeserver: Synapse, with two people who talk to each other."""

import asyncio
import shutil
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from bindings import Talk
from needs import missing
from other_server import publishing
from real_homeserver import python, synapse

V3 = "/_matrix/client/v3"
SEND = f"{V3}/rooms/{{roomId}}/send/{{eventType}}/{{txnId}}"
STATE = f"{V3}/rooms/{{roomId}}/state/{{eventType}}/{{stateKey}}"
FEDERATION = "/_matrix/federation/v1"
UPLOAD = "/_matrix/media/v3/upload"
DOWNLOAD = "/_matrix/client/v1/media/download/{serverName}/{mediaId}"
ODD_KEYS = ("%2F#?", "ünï +&=", "a/b//c", "org.example")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PHRASE = "correct horse battery staple"
names = count()
pytestmark = pytest.mark.interop


@pytest.fixture(scope="session")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from synapse(python(), tmp_path_factory.mktemp("synapse"))


@dataclass
class Person:
    """Someone with an account, signed in."""

    client: Any
    name: str
    user_id: str
    device_id: str


@pytest.fixture
def misfits() -> list[str]:
    """Return what of Synapse's answers was not as the specification says, so far."""
    return []


@pytest.fixture
def join_in(talk: Talk, homeserver: str, misfits: list[str]) -> Callable[[], Person]:
    """Return what makes a new account and signs it in."""

    def register() -> Person:
        name = f"p{next(names)}"
        nobody = talk.client(homeserver)
        made = talk.complete(nobody, "POST", f"{V3}/register", {}, username=name, password=PHRASE)

        def report(operation: str, misfit: Any) -> None:
            misfits.append(f"{operation} {misfit.path}: {misfit.reason}")

        client = talk.client(homeserver, access_token=made.access_token, on_misfit=report)
        return Person(client, name, made.user_id, made.device_id)

    return register


@pytest.fixture
def alice(join_in: Callable[[], Person]) -> Person:
    return join_in()


@pytest.fixture
def bob(join_in: Callable[[], Person]) -> Person:
    return join_in()


def has(talk: Talk, method: str, path: str) -> bool:
    """Tell whether a specification has an operation."""
    return (method, path) in talk.bindings.client_calls


def room_of(talk: Talk, alice: Person, bob: Person | None = None, **more: Any) -> str:
    """Return a new room of one or two."""
    invited = {} if bob is None else {"invite": [bob.user_id]}
    room = talk.call(alice.client, "POST", f"{V3}/createRoom", preset="private_chat", **invited, **more).room_id
    if bob is not None:
        assert talk.call(bob.client, "POST", f"{V3}/rooms/{{roomId}}/join", room).room_id == room
    return str(room)


def password_login(talk: Talk, url: str, name: str, **more: Any) -> Any:
    identifier = {"type": "m.id.user", "user": name}
    nobody = talk.client(url)
    named = {"type": "m.login.password", "identifier": identifier, "password": PHRASE, **more}
    return talk.call(nobody, "POST", f"{V3}/login", **named)


def test_devices_come_and_go(talk: Talk, homeserver: str, alice: Person) -> None:
    errors = talk.bindings.module("errors")
    password = talk.bindings.module("_rt.uia").password_stage(alice.name, PHRASE)
    assert talk.call(alice.client, "GET", f"{V3}/account/whoami").user_id == alice.user_id
    flows = talk.call(alice.client, "GET", f"{V3}/login").flows
    assert "m.login.password" in [flow.type for flow in flows]
    second = password_login(talk, homeserver, alice.name, initial_device_display_name="second")
    assert second.user_id == alice.user_id
    shown = {each.device_id: each for each in talk.call(alice.client, "GET", f"{V3}/devices").devices}
    assert shown[second.device_id].display_name == "second"
    with pytest.raises(errors.UIARequired) as caught:
        talk.call(alice.client, "POST", f"{V3}/delete_devices", devices=[second.device_id])
    assert ("m.login.password",) in caught.value.flows

    def delete(password: dict[str, Any]) -> None:
        stages = {"m.login.password": password}
        talk.complete(alice.client, "POST", f"{V3}/delete_devices", stages, devices=[second.device_id])

    with pytest.raises(errors.UIARequired, match="M_FORBIDDEN"):
        delete({**password, "password": "wrong"})
    delete(password)
    left = [each.device_id for each in talk.call(alice.client, "GET", f"{V3}/devices").devices]
    assert left == [alice.device_id]
    with pytest.raises(errors.MForbidden):
        password_login(talk, homeserver, "nobody")
    talk.call(alice.client, "POST", f"{V3}/logout")
    with pytest.raises(errors.MUnknownToken):
        talk.call(alice.client, "GET", f"{V3}/account/whoami")


def test_tokens_that_run_out_are_renewed(talk: Talk, homeserver: str, alice: Person) -> None:
    made = password_login(talk, homeserver, alice.name, refresh_token=True)
    assert made.expires_in_ms <= 2000
    kept: list[tuple[str, str | None]] = []
    client = talk.client(
        homeserver,
        access_token=made.access_token,
        refresh_token=made.refresh_token,
        on_tokens=lambda *tokens: kept.append(tokens),
    )
    assert talk.call(client, "GET", f"{V3}/account/whoami").user_id == alice.user_id
    time.sleep(2.2)
    assert talk.call(client, "GET", f"{V3}/account/whoami").user_id == alice.user_id
    assert len(kept) == 1
    assert kept[0][0] != made.access_token


@dataclass
class Watch:
    """A sync loop that goes on elsewhere, up to an answer that is wanted."""

    talk: Talk
    person: Person
    wanted: Callable[[Any], bool]
    pages: list[Any] = field(default_factory=list)

    def while_(self, act: Callable[[], Any], since: str | None) -> Any:
        """Do something meanwhile, and return the wanted answer."""
        loop = getattr(self.person.client, self.talk.name("GET", f"{V3}/sync") + "_pages")
        found = loop(since=since, timeout=10_000)
        if self.talk.asynchronous:
            self.talk.do(self.both(found, act))
        else:
            thread = threading.Thread(target=self.look, args=(found,), daemon=True)
            thread.start()
            act()
            thread.join(30)
            assert not thread.is_alive()
        return self.pages[-1]

    def look(self, found: Iterator[Any]) -> None:
        for page in found:
            self.pages.append(page)
            if self.wanted(page):
                return

    async def look_async(self, found: AsyncIterator[Any]) -> None:
        async for page in found:
            self.pages.append(page)
            if self.wanted(page):
                return

    async def both(self, found: AsyncIterator[Any], act: Callable[[], Awaitable[Any]]) -> None:
        task = asyncio.create_task(self.look_async(found))
        await act()
        await asyncio.wait_for(task, 30)


def timeline(page: Any, room: str) -> list[Any]:
    """Return the events of a room in an answer to /sync."""
    rooms = page.rooms and page.rooms.join
    return list(rooms[room].timeline.events) if rooms and room in rooms and rooms[room].timeline else []


def test_a_conversation(talk: Talk, alice: Person, bob: Person, misfits: list[str]) -> None:
    message = talk.bindings.module("events.room_message")
    seed = [{"type": "org.example.seed", "content": {"a": 1}}]
    # The bundled specification ends at room version 10; later ones have another m.room.create.
    version = {"room_version": "10"} if talk.bindings.name == "bindings_bundled" else {}
    room = room_of(talk, alice, bob, name="A room", initial_state=seed, **version)
    since = talk.call(bob.client, "GET", f"{V3}/sync", timeout=0).next_batch
    send = getattr(alice.client, talk.name("PUT", SEND))
    sent = "org.example: hällo / # ?"

    def there(page: Any) -> bool:
        return any(getattr(event.content, "body", "") == sent for event in timeline(page, room))

    page = Watch(talk, bob, there).while_(lambda: send(room, message.Text(body=sent), txn_id="a/b#?%2F"), since)
    event = next(event for event in timeline(page, room) if event.type == "m.room.message")
    assert (event.sender, event.content) == (alice.user_id, message.Text(body=sent))
    assert event.unsigned.age >= 0
    again = talk.call(alice.client, "PUT", SEND, room, message.Text(body=sent), txn_id="a/b#?%2F")
    assert again.event_id == event.event_id

    replacing = {"rel_type": "m.replace", "event_id": event.event_id}
    edited = {"msgtype": "m.text", "body": "* better", "m.new_content": {"msgtype": "m.text", "body": "better"}}
    edited = {**edited, "m.relates_to": replacing}
    edit = talk.call(alice.client, "PUT", SEND, room, edited, event_type="m.room.message").event_id
    decode = talk.bindings.module("_rt.codec").decode
    liking = b'{"m.relates_to":{"rel_type":"m.annotation","event_id":"%s","key":"+1"}}' % event.event_id.encode()
    reaction = decode(liking, talk.bindings.module("events.reaction").Reaction, strict=True)
    liked = talk.call(bob.client, "PUT", SEND, room, reaction).event_id
    relations = "/_matrix/client/v1/rooms/{roomId}/relations/{eventId}"
    related = talk.pages(bob.client, relations, 5, room, event.event_id, limit=1)
    assert {each.event_id for page in related for each in page.chunk} == {edit, liked}
    found = talk.call(bob.client, "GET", f"{V3}/rooms/{{roomId}}/event/{{eventId}}", room, liked)
    assert found.content.relates_to.key == "+1"
    gone = talk.call(bob.client, "PUT", f"{V3}/rooms/{{roomId}}/redact/{{eventId}}/{{txnId}}", room, liked, reason="no")
    assert gone.event_id
    found = talk.call(alice.client, "GET", f"{V3}/rooms/{{roomId}}/event/{{eventId}}", room, liked)
    assert found.unsigned.redacted_because

    back = talk.pages(bob.client, f"{V3}/rooms/{{roomId}}/messages", 20, room, dir="b", limit=3)
    seen = [each for page in back for each in page.chunk]
    assert len(back) > 3
    assert {event.event_id, edit, liked, gone.event_id} <= {each.event_id for each in seen}
    assert seen[-1].type == "m.room.create"
    unknown = talk.bindings.module("_rt.events").UnknownContent
    broken = {each.type for each in seen if isinstance(each.content, unknown)} - {"org.example.seed"}
    assert broken <= {"m.reaction"}  # what is redacted has lost what it needs
    assert misfits == []


def test_state_keys_of_all_kinds(talk: Talk, alice: Person) -> None:
    room = room_of(talk, alice)
    topic = talk.bindings.module("events.room_topic").RoomTopic
    talk.call(alice.client, "PUT", STATE, room, topic(topic="What we talk about"))
    read = talk.call(alice.client, "GET", STATE, room, "m.room.topic")
    assert read["topic"] == "What we talk about"
    for key in ODD_KEYS:
        talk.call(alice.client, "PUT", STATE, room, {"key": key}, event_type="org.example/odd", state_key=key)
        read = talk.call(alice.client, "GET", STATE, room, "org.example/odd", state_key=key)
        assert read == {"key": key}
    state = talk.call(alice.client, "GET", f"{V3}/rooms/{{roomId}}/state", room)
    assert {each.state_key for each in state if each.type == "org.example/odd"} == set(ODD_KEYS)
    with pytest.raises(talk.bindings.module("errors").MNotFound):
        talk.call(alice.client, "GET", STATE, room, "org.example.none")


def test_media(talk: Talk, alice: Person, bob: Person) -> None:
    sized = talk.bindings.module("_rt.wire").Sized
    kind = {"content_type": "image/png", "filename": "a b/ü.png"}
    for body in (PNG, sized(iter([PNG[:20], PNG[20:]]), len(PNG))):
        uri = talk.call(alice.client, "POST", UPLOAD, body, **kind).content_uri
        server, _, media = uri.removeprefix("mxc://").partition("/")
        found = talk.call(bob.client, "GET", DOWNLOAD, server, media)
        assert (found.content, found.content_type) == (PNG, "image/png")
        assert found.filename == "ü.png"
        stream, chunks = talk.stream(bob.client, DOWNLOAD, server, media)
        assert (b"".join(chunks), stream.content_type) == (PNG, "image/png")
    errors = talk.bindings.module("errors")
    with pytest.raises(errors.MNotFound):
        talk.call(bob.client, "GET", DOWNLOAD, server, "nothing")
    config = talk.call(alice.client, "GET", "/_matrix/client/v1/media/config")
    assert config.upload_size > 0


def test_a_profile_and_what_only_oneself_sees(talk: Talk, alice: Person, bob: Person, misfits: list[str]) -> None:
    room = room_of(talk, alice, bob)
    field = f"{V3}/profile/{{userId}}/{{keyName}}"
    if has(talk, "PUT", field):
        talk.call(alice.client, "PUT", field, alice.user_id, "displayname", {"displayname": "Alice ü"})
    else:
        talk.call(alice.client, "PUT", f"{V3}/profile/{{userId}}/displayname", alice.user_id, displayname="Alice ü")
    profile = talk.call(bob.client, "GET", f"{V3}/profile/{{userId}}", alice.user_id)
    assert profile.displayname == "Alice ü"

    account = f"{V3}/user/{{userId}}/account_data/{{type}}"
    talk.call(alice.client, "PUT", account, alice.user_id, {"a": [1, None]}, type="org.example/x")
    assert talk.call(alice.client, "GET", account, alice.user_id, "org.example/x") == {"a": [1, None]}
    mine = f"{V3}/user/{{userId}}/rooms/{{roomId}}/account_data/{{type}}"
    talk.call(alice.client, "PUT", mine, alice.user_id, room, {"b": 1}, type="org.example.y")
    assert talk.call(alice.client, "GET", mine, alice.user_id, room, "org.example.y") == {"b": 1}
    tags = f"{V3}/user/{{userId}}/rooms/{{roomId}}/tags/{{tag}}"
    talk.call(alice.client, "PUT", tags, alice.user_id, room, "u.work/1", order=0.5)
    listed = talk.call(alice.client, "GET", tags.removesuffix("/{tag}"), alice.user_id, room)
    assert listed.tags["u.work/1"].order == 0.5
    assert misfits == []


def test_typing_and_receipts(talk: Talk, alice: Person, bob: Person) -> None:
    room = room_of(talk, alice, bob)
    text = talk.bindings.module("events.room_message").Text
    event_id = talk.call(alice.client, "PUT", SEND, room, text(body="read this")).event_id
    since = talk.call(alice.client, "GET", f"{V3}/sync", timeout=0).next_batch
    module = talk.bindings.module("client_server.typing")
    body = module.SetTypingRequest(typing=True, timeout=20_000)
    set_typing = getattr(bob.client, talk.name("PUT", f"{V3}/rooms/{{roomId}}/typing/{{userId}}"))
    receipt = getattr(bob.client, talk.name("POST", f"{V3}/rooms/{{roomId}}/receipt/{{receiptType}}/{{eventId}}"))

    def ephemeral(page: Any) -> list[Any]:
        rooms = page.rooms and page.rooms.join
        batch = rooms[room].ephemeral if rooms and room in rooms else None
        return list(batch.events) if batch else []

    def typing(page: Any) -> bool:
        contents = [each.content for each in ephemeral(page) if each.type == "m.typing"]
        return any(bob.user_id in content.user_ids for content in contents)

    page = Watch(talk, alice, typing).while_(lambda: set_typing(room, bob.user_id, body), since)

    def read(page: Any) -> bool:
        return any(each.type == "m.receipt" for each in ephemeral(page))

    page = Watch(talk, alice, read).while_(lambda: receipt(room, "m.read", event_id), page.next_batch)
    content = next(each.content for each in ephemeral(page) if each.type == "m.receipt")
    known = talk.bindings.module("_rt.codec").encode(content)
    assert event_id.encode() in known
    assert bob.user_id.encode() in known


def test_device_keys(talk: Talk, alice: Person, bob: Person, misfits: list[str]) -> None:
    signing = talk.bindings.module("_rt.signing")
    models = talk.bindings.module("client_server.models")
    codec = talk.bindings.module("_rt.codec")
    key = signing.Ed25519Key(alice.device_id, bytes(range(32)))
    unsigned = {
        "user_id": alice.user_id,
        "device_id": alice.device_id,
        "algorithms": ["m.olm.v1.curve25519-aes-sha2"],
        "keys": {key.key_id: key.public, f"curve25519:{alice.device_id}": key.public},
    }
    signed = signing.sign_json(unsigned, alice.user_id, key)
    keys = codec.decode(codec.encode(signed), models.DeviceKeys, strict=True)
    once = {"curve25519:AAAA": key.public}
    told = talk.call(alice.client, "POST", f"{V3}/keys/upload", device_keys=keys, one_time_keys=once)
    assert told.one_time_key_counts["curve25519"] == 1
    module = talk.bindings.module("client_server.keys")
    query = codec.decode(codec.encode({"device_keys": {alice.user_id: []}}), module.QueryKeysRequest, strict=True)
    found = talk.call(bob.client, "POST", f"{V3}/keys/query", query)
    device = found.device_keys[alice.user_id][alice.device_id]
    read = codec.plain(codec.encode(device))
    signing.verify_json(read, alice.user_id, key.key_id, key.public)
    claim = {"one_time_keys": {alice.user_id: {alice.device_id: "curve25519"}}}
    request = codec.decode(codec.encode(claim), module.ClaimKeysRequest, strict=True)
    claimed = talk.call(bob.client, "POST", f"{V3}/keys/claim", request)
    assert claimed.one_time_keys[alice.user_id][alice.device_id] == once
    assert misfits == []


def test_messages_to_devices(talk: Talk, alice: Person, bob: Person) -> None:
    to = {bob.user_id: {"*": {"hello": "there"}}}
    talk.call(alice.client, "PUT", f"{V3}/sendToDevice/{{eventType}}/{{txnId}}", "org.example/x", messages=to)
    page = talk.call(bob.client, "GET", f"{V3}/sync", timeout=0)
    written = talk.bindings.module("_rt.codec").encode(page)
    assert b'"hello":"there"' in written.replace(b" ", b"")


def test_rooms_that_others_find(talk: Talk, alice: Person, bob: Person, misfits: list[str]) -> None:
    word = f"unusual{next(names)}"
    rooms = [
        talk.call(
            alice.client, "POST", f"{V3}/createRoom", preset="public_chat", visibility="public", name=word
        ).room_id
        for _ in range(3)
    ]
    pages = talk.pages(bob.client, f"{V3}/publicRooms", 500, limit=1)
    assert {*rooms} <= {each.room_id for page in pages for each in page.chunk}
    alias = f"#{word}/x:{alice.user_id.partition(':')[2]}"
    directory = f"{V3}/directory/room/{{roomAlias}}"
    talk.call(alice.client, "PUT", directory, alias, room_id=rooms[0])
    assert talk.call(bob.client, "GET", directory, alias).room_id == rooms[0]
    joined = talk.call(bob.client, "POST", f"{V3}/join/{{roomIdOrAlias}}", alias, via=["localhost", "other.example"])
    assert joined.room_id == rooms[0]
    assert rooms[0] in talk.call(bob.client, "GET", f"{V3}/joined_rooms").joined_rooms
    found = talk.call(bob.client, "POST", f"{V3}/user_directory/search", search_term=alice.name, limit=5)
    assert alice.user_id in [each.user_id for each in found.results]
    assert misfits == []


def test_a_room_is_upgraded(talk: Talk, alice: Person, bob: Person) -> None:
    errors = talk.bindings.module("errors")
    room = room_of(talk, alice, bob, room_version="9")
    path = f"{V3}/rooms/{{roomId}}/upgrade"
    with pytest.raises(errors.APIError) as caught:
        talk.call(bob.client, "POST", path, room, new_version="10")
    assert caught.value.errcode == "M_FORBIDDEN"
    with pytest.raises(errors.MUnsupportedRoomVersion):
        talk.call(alice.client, "POST", path, room, new_version="org.example")
    new = talk.call(alice.client, "POST", path, room, new_version="10").replacement_room
    tombstone = talk.call(alice.client, "GET", STATE, room, "m.room.tombstone")
    assert tombstone["replacement_room"] == new
    talk.call(bob.client, "POST", f"{V3}/rooms/{{roomId}}/leave", room)
    talk.call(bob.client, "POST", f"{V3}/rooms/{{roomId}}/forget", room)
    assert room not in talk.call(bob.client, "GET", f"{V3}/joined_rooms").joined_rooms


def test_what_the_server_speaks(talk: Talk, alice: Person) -> None:
    support = talk.do(alice.client.negotiate())
    assert support.has("v1.11")
    assert not support.has("v1.99")
    newer = "/_matrix/client/v1/admin/lock/{userId}"
    if has(talk, "GET", newer):
        with pytest.raises(talk.bindings.module("errors").MUnrecognized):
            talk.call(alice.client, "GET", newer, alice.user_id)


def test_a_federation_key_of_a_real_server(talk: Talk, homeserver: str) -> None:
    client = talk.client(homeserver, api="server_server")
    keys = talk.call(client, "GET", "/_matrix/key/v2/server", api="server_server")
    signing = talk.bindings.module("_rt.signing")
    codec = talk.bindings.module("_rt.codec")
    value = codec.plain(codec.encode(keys))
    for key_id, each in value["verify_keys"].items():
        signing.verify_json(value, value["server_name"], key_id, each["key"])
    assert talk.call(client, "GET", "/_matrix/federation/v1/version", api="server_server").server.name == "Synapse"


@pytest.fixture
def key(talk: Talk) -> Any:
    return talk.bindings.module("_rt.signing").Ed25519Key("a1", bytes(range(1, 33)))


@pytest.fixture
def origin(talk: Talk, key: Any, tmp_path: Path) -> Iterator[str]:
    """Return the name of another server, which publishes the key."""
    if shutil.which("openssl") is None:
        missing("interop", "no openssl, for a certificate")
    yield from publishing(tmp_path, key, talk.bindings.module("_rt.signing").sign_json)


def test_signed_requests_are_believed(talk: Talk, homeserver: str, alice: Person, key: Any, origin: str) -> None:
    signing = talk.bindings.module("_rt.signing")
    errors = talk.bindings.module("errors")
    server = alice.user_id.partition(":")[2]

    def server_client(key: Any, destination: str) -> Any:
        signer = signing.RequestSigner(origin, destination, key)
        return talk.client(homeserver, api="server_server", signer=signer)

    client = server_client(key, server)
    named = {"user_id": alice.user_id, "field": "displayname", "api": "server_server"}
    profile = f"{FEDERATION}/query/profile"
    assert talk.call(client, "GET", profile, **named).displayname == alice.name
    empty = {"origin": origin, "origin_server_ts": 1, "pdus": [], "api": "server_server"}
    assert talk.call(client, "PUT", f"{FEDERATION}/send/{{txnId}}", txn_id="a/b ü?", **empty).pdus == {}
    for wrong in (server_client(signing.Ed25519Key("a1", bytes(32)), server), server_client(key, "other.example")):
        with pytest.raises(errors.APIError) as caught:
            talk.call(wrong, "GET", profile, **named)
        assert caught.value.status == 401

    kind = {"content_type": "image/png", "filename": "ü.png"}
    uri = talk.call(alice.client, "POST", UPLOAD, PNG, **kind).content_uri
    media = uri.rpartition("/")[2]
    parts = talk.call(client, "GET", f"{FEDERATION}/media/download/{{mediaId}}", media, api="server_server")
    assert parts.metadata == {}
    assert (parts.media.content, parts.media.content_type, parts.media.filename) == (PNG, "image/png", "ü.png")
