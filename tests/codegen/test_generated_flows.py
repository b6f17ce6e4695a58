"""What a Matrix developer does with the generated clients, against a homeserver of ours on loopback."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from bindings import Talk
from mock_homeserver import Answer, MockHomeserver, jsonly

V3 = "/_matrix/client/v3"
SEND = f"{V3}/rooms/{{roomId}}/send/{{eventType}}/{{txnId}}"
STATE = f"{V3}/rooms/{{roomId}}/state/{{eventType}}/{{stateKey}}"
UPLOAD = "/_matrix/media/v3/upload"
DOWNLOAD = "/_matrix/client/v1/media/download/{serverName}/{mediaId}"
ROOM = "!ro/om#?%:hs.example"
QUOTED = "%21ro%2Fom%23%3F%25%3Ahs.example"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400


@pytest.fixture
def home() -> Iterator[MockHomeserver]:
    with MockHomeserver() as server:
        yield server


@pytest.fixture
def client(talk: Talk, home: MockHomeserver) -> Any:
    return talk.client(home.url, access_token="secret")


def test_login(talk: Talk, home: MockHomeserver) -> None:
    answer = {"access_token": "abc", "device_id": "DEV", "user_id": "@u:hs", "org.example": 1}
    home.on("POST", f"{V3}/login", answer)
    made = talk.call(talk.client(home.url), "POST", f"{V3}/login", type="m.login.password", user="u", password="p")
    assert (made.access_token, made.device_id, made.user_id) == ("abc", "DEV", "@u:hs")
    asked = home.asked[0].json
    assert asked.pop("refresh_token", False) is False
    assert asked == {"type": "m.login.password", "user": "u", "password": "p"}
    assert "authorization" not in home.asked[0].headers


def timeline_event(type_: str, content: Any, **more: Any) -> dict[str, Any]:
    envelope = {"event_id": f"${type_}", "origin_server_ts": 1, "sender": "@a:hs", "type": type_}
    return {**envelope, "content": content, **more}


def test_sync_is_typed_to_the_last_event(talk: Talk, home: MockHomeserver, client: Any) -> None:
    message = talk.bindings.module("events.room_message")
    member = talk.bindings.module("events.room_member")
    unknown = talk.bindings.module("_rt.events").UnknownContent
    events = [
        timeline_event("m.room.message", {"msgtype": "m.text", "body": "hi", "org.example.mood": "fine"}),
        timeline_event("m.room.message", {"msgtype": "org.example.poll", "body": "?"}),
        timeline_event("m.room.member", {"membership": "join"}, state_key="@a:hs", unsigned={"age": 3}),
        timeline_event("org.example.new", {"deep": [{"er": 1}]}),
        timeline_event("m.room.message", {"msgtype": "m.text", "body": 7}),
        timeline_event("m.room.name", ["no", "object"], state_key=""),
    ]
    room = {"timeline": {"events": events, "limited": False}, "unread_notifications": {"highlight_count": 1}}
    home.on("GET", f"{V3}/sync", {"next_batch": "t1", "rooms": {"join": {ROOM: room}}})
    answer = talk.call(client, "GET", f"{V3}/sync", timeout=0)
    assert home.asked[0].headers["authorization"] == "Bearer secret"
    seen: list[Any] = []
    timeline = answer.rooms.join[ROOM].timeline.events
    for event in timeline:
        match event.content:
            case message.Text(body=body):
                seen.append(("text", body))
            case message.UnknownMessage(msgtype=msgtype):
                seen.append(("message", msgtype))
            case member.RoomMember(membership=membership):
                seen.append(("member", membership, event.state_key, event.unsigned.age))
            case unknown(type=type_, data=data, error=error):
                seen.append((type_, data, bool(error)))
    assert seen == [
        ("text", "hi"),
        ("message", "org.example.poll"),
        ("member", "join", "@a:hs", 3),
        ("org.example.new", {"deep": [{"er": 1}]}, False),
        ("m.room.message", {"msgtype": "m.text", "body": 7}, True),
        ("m.room.name", {"": ["no", "object"]}, True),
    ]
    assert timeline[0].extra() == {"org.example.mood": "fine"}
    timeline[0].detach()
    assert timeline[0].content.body == "hi"


def test_content_that_is_no_text_never_raises(talk: Talk, home: MockHomeserver, client: Any) -> None:
    event = b'{"event_id":"$1","origin_server_ts":1,"sender":"@a:hs","type":"m.room.topic","content":{"topic":"\xff"}}'
    body = b'{"next_batch":"t","rooms":{"join":{"!r:hs":{"timeline":{"events":[%s]}}}}}' % event
    home.on("GET", f"{V3}/sync", Answer(200, body))
    answer = talk.call(client, "GET", f"{V3}/sync")
    content = answer.rooms.join["!r:hs"].timeline.events[0].content
    assert (content.type, content.data) == ("m.room.topic", {})
    assert content.error


@pytest.mark.parametrize("body", [b'{"next_batch":"\xff"}', b"[" * 100_000, b"<html>", b"", b'"text"', b"[]"])
def test_an_answer_that_is_no_json_object(talk: Talk, home: MockHomeserver, client: Any, body: bytes) -> None:
    home.on("GET", f"{V3}/sync", Answer(200, body))
    errors = talk.bindings.module("errors")
    with pytest.raises(errors.DecodeError) as caught:
        talk.call(client, "GET", f"{V3}/sync")
    assert isinstance(caught.value, errors.MatrixError)


def test_the_type_of_an_event_follows_from_its_content(talk: Talk, home: MockHomeserver, client: Any) -> None:
    text = talk.bindings.module("events.room_message").Text
    home.on("PUT", f"{V3}/rooms/{QUOTED}/send/m.room.message/a%2Fb", {"event_id": "$1"})
    sent = talk.call(client, "PUT", SEND, ROOM, text(body="hi"), txn_id="a/b")
    assert sent.event_id == "$1"
    assert home.asked[0].json == {"msgtype": "m.text", "body": "hi"}
    assert home.asked[0].headers["content-type"] == "application/json"


def test_content_of_any_type_can_be_sent(talk: Talk, home: MockHomeserver, client: Any) -> None:
    unknown = talk.bindings.module("_rt.events").UnknownContent
    with pytest.raises(TypeError, match="event_type"):
        talk.call(client, "PUT", SEND, ROOM, {"a": 1}, txn_id="1")
    for content, given in ((unknown("org.example", {"a": 1}), None), ({"a": 1}, "org.example")):
        home.on("PUT", f"{V3}/rooms/{QUOTED}/send/org.example/1", {"event_id": "$1"})
        talk.call(client, "PUT", SEND, ROOM, content, event_type=given, txn_id="1")
        assert home.asked[-1].json == {"a": 1}


def test_transaction_ids_differ(talk: Talk, home: MockHomeserver, client: Any) -> None:
    text = talk.bindings.module("events.room_message").Text
    for _ in range(2):
        with pytest.raises(talk.bindings.module("errors").MUnrecognized):
            talk.call(client, "PUT", SEND, ROOM, text(body="hi"))
    assert home.asked[0].target != home.asked[1].target


@pytest.mark.parametrize("key", ["", "%2F#?", "@a:hs", "ünï cöde+&=", ".", "..", "a/b//c", "%", "{eventType}"])
def test_state_keys_arrive_as_they_are(talk: Talk, home: MockHomeserver, client: Any, key: str) -> None:
    topic = talk.bindings.module("events.room_topic").RoomTopic
    with pytest.raises(talk.bindings.module("errors").MUnrecognized):
        talk.call(client, "PUT", STATE, ROOM, topic(topic="t"), state_key=key)
    *_, room, kind, type_, last = home.asked[0].target.split("/")
    assert (unquote(room), kind, type_, unquote(last)) == (ROOM, "state", "m.room.topic", key)


def test_uploads_of_bytes_files_and_chunks(talk: Talk, home: MockHomeserver, client: Any, tmp_path: Path) -> None:
    home.on("POST", UPLOAD, {"content_uri": "mxc://hs/1"})
    sized = talk.bindings.module("_rt.wire").Sized

    async def slices() -> AsyncIterator[bytes]:
        for start in range(0, len(PNG), 1000):
            yield PNG[start : start + 1000]

    pieces = [PNG[start : start + 1000] for start in range(0, len(PNG), 1000)]
    (tmp_path / "picture").write_bytes(PNG)
    with (tmp_path / "picture").open("rb") as file:
        bodies = [PNG, iter(pieces), sized(iter(pieces), len(PNG)), BytesIO(PNG), file]
        if talk.asynchronous:
            bodies += [slices(), sized(slices(), len(PNG))]
        for body in bodies:
            answer = talk.call(client, "POST", UPLOAD, body, content_type="image/png", filename="a b.png")
            assert answer.content_uri == "mxc://hs/1"
    assert [asked.body == PNG for asked in home.asked] == [True] * len(bodies)
    assert {asked.headers["content-type"] for asked in home.asked} == {"image/png"}
    assert {asked.target for asked in home.asked} == {f"{UPLOAD}?filename=a%20b.png"}
    told = [asked.headers.get("content-length") for asked in home.asked]
    size = str(len(PNG))
    assert told == [size, None, size, size, size, None, size][: len(bodies)]


def test_an_asynchronous_iterator_needs_an_asynchronous_client(talk: Talk, client: Any) -> None:
    async def slices() -> AsyncIterator[bytes]:
        yield b""

    if not talk.asynchronous:
        with pytest.raises(TypeError, match="asynchronous client"):
            talk.call(client, "POST", UPLOAD, slices())


def test_downloads(talk: Talk, home: MockHomeserver, client: Any) -> None:
    named = {"Content-Type": "image/png", "Content-Disposition": "inline; filename*=utf-8''k%C3%A4se.png"}
    home.on("GET", "/_matrix/client/v1/media/download/hs/1", Answer(200, PNG, named))
    media = talk.call(client, "GET", DOWNLOAD, "hs", "1")
    assert (media.content, media.content_type, media.filename) == (PNG, "image/png", "käse.png")
    evil = {"Content-Disposition": 'attachment; filename="../../etc/passwd"'}
    home.on("GET", "/_matrix/client/v1/media/download/hs/2", Answer(200, b"x", evil))
    media = talk.call(client, "GET", DOWNLOAD, "hs", "2")
    assert (media.content_type, media.filename) == ("application/octet-stream", "passwd")


def test_downloads_that_stream(talk: Talk, home: MockHomeserver) -> None:
    heard: list[Any] = []
    client = talk.client(home.url, access_token="x", hooks=[lambda *seen: heard.append(seen)])
    chunks = (PNG, b"1" * 70_000, b"2")
    named = {"Content-Type": "image/png", "Content-Disposition": 'inline; filename="a.png"'}
    home.on("GET", "/_matrix/client/v1/media/download/hs/1", Answer(200, headers=named, chunks=chunks))
    stream, came = talk.stream(client, DOWNLOAD, "hs", "1")
    assert (stream.status, stream.content_type, stream.filename) == (200, "image/png", "a.png")
    assert (b"".join(came), len(came) > 1) == (b"".join(chunks), True)
    assert [(answer.status, answer.body) for _, answer, _ in heard] == [(200, b"")]
    home.on("GET", "/_matrix/client/v1/media/download/hs/2", jsonly({"errcode": "M_NOT_YET_UPLOADED"}, 504))
    with pytest.raises(talk.bindings.module("errors").MNotYetUploaded):
        talk.stream(client, DOWNLOAD, "hs", "2")


def test_a_stream_is_asked_for_again(talk: Talk, home: MockHomeserver) -> None:
    retry = talk.bindings.module("_rt.client").Retry(first_wait=0.01)
    client = talk.client(home.url, access_token="x", retry=retry)
    limited = jsonly({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 10}, 429)
    home.on("GET", "/_matrix/client/v1/media/download/hs/1", limited, Answer(0), Answer(200, PNG))
    assert b"".join(talk.stream(client, DOWNLOAD, "hs", "1")[1]) == PNG
    assert len(home.asked) == 3


@pytest.mark.parametrize(
    ("body", "header", "least"), [({"retry_after_ms": 60}, {}, 0.06), ({}, {"Retry_After": "1"}, 1)]
)
def test_too_many_requests_are_sent_again_on_request(
    talk: Talk, home: MockHomeserver, body: dict[str, Any], header: dict[str, str], least: float
) -> None:
    limited = jsonly({"errcode": "M_LIMIT_EXCEEDED", "error": "slow down", **body}, 429, **header)
    home.on("POST", f"{V3}/createRoom", limited, {"room_id": "!new:hs"})
    with pytest.raises(talk.bindings.module("errors").MLimitExceeded) as caught:
        talk.call(talk.client(home.url, access_token="x"), "POST", f"{V3}/createRoom")
    assert (caught.value.retry_after, caught.value.retry_after_ms) == (least, least * 1000)
    home.on("POST", f"{V3}/createRoom", limited, {"room_id": "!new:hs"})
    heard: list[Any] = []
    retry = talk.bindings.module("_rt.client").Retry()
    client = talk.client(home.url, access_token="x", retry=retry, hooks=[lambda *seen: heard.append(seen)])
    started = time.monotonic()
    assert talk.call(client, "POST", f"{V3}/createRoom").room_id == "!new:hs"
    assert time.monotonic() - started >= least
    assert [answer.status for _, answer, _ in heard] == [429, 200]
    assert {request.operation for request, _, _ in heard} == {"createRoom"}
    assert "Bearer" not in repr(heard)


def test_attempts_end(talk: Talk, home: MockHomeserver) -> None:
    errors = talk.bindings.module("errors")
    retry = talk.bindings.module("_rt.client").Retry
    limited = jsonly({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1}, 429)
    home.on("POST", f"{V3}/createRoom", limited)
    client = talk.client(home.url, access_token="x", retry=retry(attempts=3))
    with pytest.raises(errors.MLimitExceeded):
        talk.call(client, "POST", f"{V3}/createRoom")
    assert len(home.asked) == 3
    home.on("POST", f"{V3}/createRoom", jsonly({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 3_600_000}, 429))
    with pytest.raises(errors.MLimitExceeded):
        talk.call(client, "POST", f"{V3}/createRoom")
    assert len(home.asked) == 4


def test_only_what_may_be_repeated_is_repeated(talk: Talk, home: MockHomeserver) -> None:
    errors = talk.bindings.module("errors")
    text = talk.bindings.module("events.room_message").Text
    retry = talk.bindings.module("_rt.client").Retry(first_wait=0.001)
    client = talk.client(home.url, access_token="x", retry=retry)
    home.on("POST", f"{V3}/createRoom", Answer(0))
    with pytest.raises(errors.TransportError):
        talk.call(client, "POST", f"{V3}/createRoom")
    assert len(home.asked) == 1
    target = f"{V3}/rooms/{QUOTED}/send/m.room.message/t"
    home.on("PUT", target, Answer(0), Answer(502, b"<html>"), {"event_id": "$1"})
    assert talk.call(client, "PUT", SEND, ROOM, text(body="hi"), txn_id="t").event_id == "$1"
    assert [asked.target for asked in home.asked[1:]] == [target] * 3
    home.on("POST", UPLOAD, jsonly({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1}, 429))
    with pytest.raises(errors.MLimitExceeded):
        talk.call(client, "POST", UPLOAD, iter([b"once"]))
    assert len(home.asked) == 5


def test_values_that_the_specification_does_not_know(talk: Talk, home: MockHomeserver, client: Any) -> None:
    home.on("POST", f"{V3}/createRoom", {"room_id": "!r:hs"})
    talk.call(client, "POST", f"{V3}/createRoom", preset="org.example.quiet")
    assert home.asked[0].json["preset"] == "org.example.quiet"
    member = talk.bindings.module("events.room_member").RoomMember
    decode = talk.bindings.module("_rt.codec").decode
    assert decode(b'{"membership":"org.example.ghost"}', member, strict=True).membership == "org.example.ghost"


def test_errors(talk: Talk, home: MockHomeserver, client: Any) -> None:
    errors = talk.bindings.module("errors")
    home.on("POST", f"{V3}/createRoom", jsonly({"errcode": "M_ROOM_IN_USE", "error": "taken", "x": 1}, 400))
    with pytest.raises(errors.MRoomInUse, match="M_ROOM_IN_USE: taken") as caught:
        talk.call(client, "POST", f"{V3}/createRoom")
    assert (caught.value.status, caught.value.body["x"], caught.value.documented) == (400, 1, True)
    home.on("POST", f"{V3}/createRoom", jsonly({"errcode": "ORG_EXAMPLE_NO", "error": "no"}, 418))
    with pytest.raises(errors.UndocumentedError) as caught:
        talk.call(client, "POST", f"{V3}/createRoom")
    assert (caught.value.errcode, caught.value.status, caught.value.documented) == ("ORG_EXAMPLE_NO", 418, False)
    page = b"<html>\xff Bad Gateway </html>" + b" " * 5000
    for body, kind in ((page, "text/html"), (b"[1]", "application/json"), (b"", "")):
        home.on("POST", f"{V3}/createRoom", Answer(502, body, {"Content-Type": kind}))
        with pytest.raises(errors.UndocumentedError) as caught:
            talk.call(client, "POST", f"{V3}/createRoom")
        assert (caught.value.errcode, caught.value.body, caught.value.content) == ("", {}, body)
        assert len(str(caught.value)) < 200
    home.on("POST", f"{V3}/createRoom", jsonly({"errcode": ["odd"], "error": 1, "retry_after_ms": "x"}, 429))
    with pytest.raises(errors.UndocumentedError) as caught:
        talk.call(client, "POST", f"{V3}/createRoom")
    assert caught.value.retry_after is None


def question(*completed: str, **more: Any) -> Answer:
    flows = [{"stages": ["m.login.recaptcha"]}, {"stages": ["m.login.password", "m.login.dummy"]}]
    said = {"flows": flows, "params": {"m.login.password": {"x": 1}}, "session": "s1", "completed": [*completed]}
    return jsonly({**said, **more}, 401)


def test_authentication_stage_by_stage(talk: Talk, home: MockHomeserver, client: Any) -> None:
    home.on("POST", f"{V3}/delete_devices", question(), question("m.login.password"), {})
    password_stage = talk.bindings.module("_rt.uia").password_stage
    asked: list[Any] = []

    def password(question: Any) -> Any:
        asked.append((question.flows, question.params, question.session, question.completed))
        return password_stage("@a:hs", "p")

    talk.complete(client, "POST", f"{V3}/delete_devices", {"m.login.password": password}, devices=["D"])
    flows = (("m.login.recaptcha",), ("m.login.password", "m.login.dummy"))
    assert asked == [(flows, {"m.login.password": {"x": 1}}, "s1", ())]
    first, second, third = (each.json for each in home.asked)
    assert "auth" not in first
    assert second["auth"] == {"type": "m.login.password", "session": "s1", **password_stage("@a:hs", "p")}
    assert third["auth"] == {"type": "m.login.dummy", "session": "s1"}
    assert first["devices"] == second["devices"] == third["devices"] == ["D"]


def test_authentication_that_fails(talk: Talk, home: MockHomeserver, client: Any) -> None:
    errors = talk.bindings.module("errors")
    path = f"{V3}/delete_devices"
    home.on("POST", path, question())
    with pytest.raises(errors.UIARequired):
        talk.call(client, "POST", path, devices=["D"])
    for refusal in (question(errcode="M_FORBIDDEN", error="wrong"), question()):
        home.on("POST", path, question(), refusal)
        before = len(home.asked)
        with pytest.raises(errors.UIARequired):
            talk.complete(client, "POST", path, {"m.login.password": {"password": "wrong"}}, devices=["D"])
        assert len(home.asked) == before + 2
    home.on("POST", path, jsonly({"flows": [7, {"stages": None}, {}], "completed": 7, "params": []}, 401))
    with pytest.raises(errors.UIARequired) as caught:
        talk.complete(client, "POST", path, {}, devices=["D"])
    assert (caught.value.flows, caught.value.completed, caught.value.params) == ((), (), {})


def test_authentication_in_a_browser(talk: Talk, home: MockHomeserver, client: Any) -> None:
    uia = talk.bindings.module("_rt.uia")
    sso = jsonly({"flows": [{"stages": ["m.login.sso"]}], "session": "s/1"}, 401)
    home.on("POST", f"{V3}/delete_devices", sso, {})
    talk.complete(client, "POST", f"{V3}/delete_devices", {"m.login.sso": {"type": None}}, devices=[])
    assert home.asked[1].json["auth"] == {"session": "s/1"}
    page = uia.fallback_url(home.url + "/", "m.login.sso", "s/1")
    assert page == f"{home.url}{V3}/auth/m.login.sso/fallback/web?session=s%2F1"


def refreshing(talk: Talk, home: MockHomeserver, **settings: Any) -> Any:
    stale = jsonly({"errcode": "M_UNKNOWN_TOKEN", "soft_logout": True}, 401)
    home.on("GET", f"{V3}/joined_rooms", stale, {"joined_rooms": ["!r:hs"]})
    return talk.client(home.url, access_token="old", refresh_token="r1", **settings)


def test_tokens_are_refreshed_once(talk: Talk, home: MockHomeserver) -> None:
    home.on("POST", f"{V3}/refresh", {"access_token": "new", "refresh_token": "r2"})
    kept: list[Any] = []
    client = refreshing(talk, home, on_tokens=lambda *tokens: kept.append(tokens))
    assert talk.call(client, "GET", f"{V3}/joined_rooms").joined_rooms == ["!r:hs"]
    tokens = [each.headers.get("authorization") for each in home.asked]
    assert tokens == ["Bearer old", None, "Bearer new"]
    assert home.asked[1].json == {"refresh_token": "r1"}
    assert kept == [("new", "r2")]
    assert "new" not in repr(client.settings)
    home.on("GET", f"{V3}/joined_rooms", jsonly({"errcode": "M_UNKNOWN_TOKEN", "soft_logout": True}, 401))
    with pytest.raises(talk.bindings.module("errors").MUnknownToken):
        talk.call(client, "GET", f"{V3}/joined_rooms")
    assert [each.target.rpartition("/")[2] for each in home.asked[3:]] == ["joined_rooms", "refresh", "joined_rooms"]


def test_a_refresh_that_fails(talk: Talk, home: MockHomeserver) -> None:
    home.on("POST", f"{V3}/refresh", jsonly({"errcode": "M_UNKNOWN_TOKEN", "error": "gone"}, 401))
    client = refreshing(talk, home)
    with pytest.raises(talk.bindings.module("errors").MUnknownToken, match="gone"):
        talk.call(client, "GET", f"{V3}/joined_rooms")
    assert len(home.asked) == 2
    client.settings.refresh_token = None
    home.on("GET", f"{V3}/joined_rooms", jsonly({"errcode": "M_UNKNOWN_TOKEN"}, 401))
    with pytest.raises(talk.bindings.module("errors").MUnknownToken):
        talk.call(client, "GET", f"{V3}/joined_rooms")
    assert len(home.asked) == 3


def test_calls_at_the_same_time_refresh_once(talk: Talk, home: MockHomeserver) -> None:
    stale = jsonly({"errcode": "M_UNKNOWN_TOKEN", "soft_logout": True}, 401)
    slow = Answer(stale.status, stale.body, stale.headers, slow=0.2)
    home.on("POST", f"{V3}/refresh", Answer(200, b'{"access_token":"new","refresh_token":"r2"}', slow=0.2))
    home.on("GET", f"{V3}/joined_rooms", slow, slow, slow, {"joined_rooms": []})
    client = talk.client(home.url, access_token="old", refresh_token="r1")
    call = getattr(client, talk.name("GET", f"{V3}/joined_rooms"))
    if talk.asynchronous:

        async def together() -> None:
            await asyncio.gather(call(), call(), call())

        talk.do(together())
    else:
        threads = [threading.Thread(target=call) for _ in range(3)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    targets = [each.target.rpartition("/")[2] for each in home.asked]
    assert (targets.count("refresh"), targets.count("joined_rooms")) == (1, 6)


def test_a_server_that_insists_on_knowing_who_asks(talk: Talk, home: MockHomeserver) -> None:
    missing = jsonly({"errcode": "M_MISSING_TOKEN", "error": "who?"}, 401)
    home.on("GET", f"{V3}/publicRooms", missing, {"chunk": []})
    assert talk.call(talk.client(home.url, access_token="x"), "GET", f"{V3}/publicRooms").chunk == []
    assert [each.headers.get("authorization") for each in home.asked] == [None, "Bearer x"]
    home.on("GET", f"{V3}/publicRooms", missing)
    for given in ({"access_token": "x"}, {}):
        with pytest.raises(talk.bindings.module("errors").MMissingToken):
            talk.call(talk.client(home.url, **given), "GET", f"{V3}/publicRooms")
    assert len(home.asked) == 5


def test_pages(talk: Talk, home: MockHomeserver, client: Any) -> None:
    path = f"{V3}/rooms/{QUOTED}/messages"
    home.on("GET", path, {"chunk": [], "start": "a", "end": "b"}, {"chunk": [], "start": "b", "end": "c"}, {
        "chunk": [], "start": "c"})  # fmt: skip
    pages = talk.pages(client, f"{V3}/rooms/{{roomId}}/messages", 10, ROOM, dir="b", limit=5)
    asked = [dict(parse_qsl(each.target.partition("?")[2])) for each in home.asked]
    assert len(pages) == 3
    assert [each.get("from") for each in asked] == [None, "b", "c"]
    assert {(each["dir"], each["limit"]) for each in asked} == {("b", "5")}
    home.on("GET", f"{V3}/publicRooms", {"chunk": [], "next_batch": "n"}, {"chunk": []})
    assert len(talk.pages(client, f"{V3}/publicRooms", 10)) == 2
    assert dict(parse_qsl(home.asked[-1].target.partition("?")[2]))["since"] == "n"
    home.on("GET", f"/_matrix/client/v1/rooms/{QUOTED}/hierarchy", {"rooms": [], "next_batch": "n"}, {"rooms": []})
    assert len(talk.pages(client, "/_matrix/client/v1/rooms/{roomId}/hierarchy", 10, ROOM)) == 2
    home.on("GET", f"/_matrix/client/v1/rooms/{QUOTED}/relations/%241", {"chunk": [], "next_batch": "n"}, {"chunk": []})
    assert len(talk.pages(client, "/_matrix/client/v1/rooms/{roomId}/relations/{eventId}", 10, ROOM, "$1")) == 2


def test_the_sync_loop_goes_on_from_where_it_was(talk: Talk, home: MockHomeserver) -> None:
    retry = talk.bindings.module("_rt.client").Retry(first_wait=0.001)
    client = talk.client(home.url, access_token="x", retry=retry)
    home.on("GET", f"{V3}/sync", {"next_batch": "t1"}, Answer(503), {"next_batch": "t2"}, {"next_batch": "t2"})
    pages = talk.pages(client, f"{V3}/sync", 4, since="t0", timeout=5)
    assert [page.next_batch for page in pages] == ["t1", "t2", "t2", "t2"]
    since = [dict(parse_qsl(each.target.partition("?")[2]))["since"] for each in home.asked]
    assert since == ["t0", "t1", "t1", "t2", "t2"]


def test_timeouts(talk: Talk, home: MockHomeserver) -> None:
    errors = talk.bindings.module("errors")
    home.on("GET", f"{V3}/sync", Answer(200, b'{"next_batch":"t"}', slow=0.4))
    client = talk.client(home.url, access_token="x", timeout=0.1)
    with pytest.raises(errors.TransportError, match="Timeout"):
        talk.call(client, "GET", f"{V3}/sync")
    assert talk.call(client, "GET", f"{V3}/sync", timeout=1000).next_batch == "t"
    request = getattr(talk.bindings.module("client_server.sync"), talk.name("GET", f"{V3}/sync"))()
    assert talk.do(client.send(request, timeout=5)).next_batch == "t"


def test_nobody_answers(talk: Talk, home: MockHomeserver) -> None:
    url = home.url
    home.server_close()
    heard: list[Any] = []
    retry = talk.bindings.module("_rt.client").Retry(attempts=3, first_wait=0.001)
    client = talk.client(url, access_token="x", retry=retry, hooks=[lambda *seen: heard.append(seen)])
    with pytest.raises(talk.bindings.module("errors").TransportError, match="Connect") as caught:
        talk.call(client, "POST", f"{V3}/createRoom")
    assert not caught.value.sent
    assert len(heard) == 3


def test_calls_can_be_cancelled(talk: Talk, home: MockHomeserver) -> None:
    if not talk.asynchronous:
        return  # only what is awaited can be cancelled
    home.on("GET", f"{V3}/sync", Answer(200, b'{"next_batch":"t"}', slow=0.5))
    home.on("GET", f"{V3}/joined_rooms", {"joined_rooms": []})
    client = talk.client(home.url, access_token="x")

    async def cancelled() -> None:
        async with asyncio.timeout(0.1):
            await getattr(client, talk.name("GET", f"{V3}/sync"))()

    with pytest.raises(TimeoutError):
        talk.do(cancelled())
    assert talk.call(client, "GET", f"{V3}/joined_rooms").joined_rooms == []


def test_what_the_client_lacks_is_told_before_anything_is_sent(talk: Talk, home: MockHomeserver) -> None:
    with pytest.raises(ValueError, match="needs an access token"):
        talk.call(talk.client(home.url), "GET", f"{V3}/sync")
    with pytest.raises(ValueError, match="https://"):
        talk.client("hs.example")
    with pytest.raises(TypeError):
        talk.client(home.url, acces_token="x")
    assert home.asked == []


def test_tokens_in_the_query_and_application_services(talk: Talk, home: MockHomeserver) -> None:
    home.on("GET", f"{V3}/sync", {"next_batch": "t"})
    talk.call(talk.client(home.url, access_token="a b", token_in_query=True), "GET", f"{V3}/sync")
    assert "access_token=a%20b" in home.asked[0].target
    assert "authorization" not in home.asked[0].headers
    talk.call(talk.client(home.url, access_token="x", act_as_user="@bot:hs"), "GET", f"{V3}/sync")
    assert "user_id=%40bot%3Ahs" in home.asked[1].target


def test_headers_and_addresses_with_a_path(talk: Talk, home: MockHomeserver) -> None:
    home.on("GET", f"/base{V3}/joined_rooms", {"joined_rooms": []})
    client = talk.client(f"{home.url}/base/", access_token="x", headers={"User-Agent": "mine/1"})
    talk.call(client, "GET", f"{V3}/joined_rooms")
    assert home.asked[0].headers["user-agent"] == "mine/1"


def test_query_parameters_that_are_many(talk: Talk, home: MockHomeserver, client: Any) -> None:
    home.on("POST", f"{V3}/join/{QUOTED}", {"room_id": ROOM})
    talk.call(client, "POST", f"{V3}/join/{{roomIdOrAlias}}", ROOM, via=["a.example", "b c"])
    assert home.asked[0].target.endswith("?via=a.example&via=b%20c")
    talk.call(client, "POST", f"{V3}/join/{{roomIdOrAlias}}", ROOM, via=[])
    assert home.asked[1].target.endswith(QUOTED)


def test_missing_and_null_are_two_things(talk: Talk, home: MockHomeserver, client: Any) -> None:
    home.on("POST", f"{V3}/pushers/set", {})
    talk.call(client, "POST", f"{V3}/pushers/set", app_id="a", kind=None, pushkey="k")
    assert home.asked[0].json["kind"] is None
    assert "lang" not in home.asked[0].json
    codec = talk.bindings.module("_rt.codec")
    member = talk.bindings.module("events.room_member").RoomMember
    for given, read in ((b'{"membership":"join"}', codec.UNSET), (b'{"membership":"join","displayname":null}', None)):
        content = codec.decode(given, member, strict=True)
        assert content.displayname is read
        assert codec.encode(content) == given


def test_what_breaks_the_specification_is_reported_or_raised(talk: Talk, home: MockHomeserver) -> None:
    answer = {"rooms": {"join": {"!r:hs": {"timeline": {"events": [], "limited": "yes"}}}}, "next_batch": 7}
    home.on("GET", f"{V3}/sync", answer)
    heard: list[Any] = []
    client = talk.client(home.url, access_token="x", on_misfit=lambda *told: heard.append(told))
    made = talk.call(client, "GET", f"{V3}/sync")
    assert made.next_batch == 7
    assert made.rooms.join["!r:hs"].timeline.limited == "yes"
    places = {(operation, misfit.path) for operation, misfit in heard}
    assert places == {("sync", "$.next_batch"), ("sync", "$.rooms.join.!r:hs.timeline.limited")}
    client.settings.strict = True
    with pytest.raises(talk.bindings.module("errors").DecodeError):
        talk.call(client, "GET", f"{V3}/sync")


def test_paths_follow_what_the_server_speaks(talk: Talk, home: MockHomeserver) -> None:
    path = "/_matrix/client/v1/media/download/hs/1"
    unstable = "/_matrix/client/unstable/org.matrix.msc3916/media/download/hs/1"
    home.on("GET", path, Answer(200, b"stable"))
    home.on("GET", unstable, Answer(200, b"unstable"))
    client = talk.client(home.url, access_token="x")
    for versions, flags, wanted in (
        (["v1.10"], {"org.matrix.msc3916": True}, b"unstable"),
        (["v1.10"], {"org.matrix.msc3916": False}, b"stable"),
        (["r0.6.1", "v1.12"], {"org.matrix.msc3916": True}, b"stable"),
        (["v1.11"], {}, b"stable"),
    ):
        home.on("GET", "/_matrix/client/versions", {"versions": versions, "unstable_features": flags})
        support = talk.do(client.negotiate())
        assert support.versions == frozenset(versions)
        found = talk.call(client, "GET", DOWNLOAD, "hs", "1").content
        assert found == (b"stable" if talk.bindings.name == "bindings_bundled" else wanted)
