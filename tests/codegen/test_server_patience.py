"""Generated servers: bodies that nobody wants, people who hang up, words that a specification does not know."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asking import Asker, Stubs

V3 = "/_matrix/client/v3"
LOGIN = ("POST", f"{V3}/login")
LOGOUT = ("POST", f"{V3}/logout")
SYNC = ("GET", f"{V3}/sync")
DOWNLOAD = ("GET", "/_matrix/media/v3/download/{serverName}/{mediaId}")
TOKEN = (("authorization", "Bearer t"),)
END = {"type": "http.request", "body": b"", "more_body": False}
GONE = {"type": "http.disconnect"}


def scope(method: str, path: str, *headers: tuple[bytes, bytes], version: str = "1.1") -> dict[str, Any]:
    """Return what a server says of a request."""
    facts = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b""}
    return {**facts, "http_version": version, "headers": [(b"authorization", b"Bearer t"), *headers]}


async def talk(app: Any, asked: dict[str, Any], *messages: Any) -> list[Any]:
    """Return what an application says and hears, in turns; after the messages, nothing more comes."""
    left = list(messages)
    log: list[Any] = []

    async def receive() -> Any:
        if not left:
            await asyncio.sleep(60)
        message = left.pop(0)
        log.append(("heard", message.get("body")))
        return message

    async def send(message: Any) -> None:
        log.append((message.get("status", "said"), message.get("body", dict(message.get("headers", ())))))

    await app(asked, receive, send)
    return log


@pytest.fixture
def anyone(stubs: Stubs) -> dict[str, Any]:
    """Return the setting of a server that believes everybody."""

    async def authenticate(ctx: Any, token: str) -> Any:
        return stubs.module("server").Requester(user_id="@me:hs", device_id="D")

    return {"authenticate": authenticate}


def chunk(size: int, *, more: bool = True) -> dict[str, Any]:
    """Return a part of a body."""
    return {"type": "http.request", "body": b"x" * size, "more_body": more}


def test_who_sends_too_much_is_told_before_the_rest_is_let_go(stubs: Stubs) -> None:
    app = stubs.app({LOGIN: {}}, max_body=10, max_upload=30)
    asked = scope(*LOGIN, (b"content-length", b"50"))
    log = asyncio.run(talk(app, asked, *(chunk(10) for _ in range(4)), chunk(10, more=False)))
    assert [each for each, _ in log] == [413, "said", *["heard"] * 5, "said"]
    assert b"connection" not in log[0][1]
    assert log[-1] == ("said", b"")


def test_nobody_may_send_without_end(stubs: Stubs) -> None:
    app = stubs.app({LOGIN: {}}, max_body=10, max_upload=30)
    log = asyncio.run(talk(app, scope(*LOGIN, (b"transfer-encoding", b"chunked")), *(chunk(10) for _ in range(99))))
    assert 8 <= [each for each, _ in log].count("heard") <= 12
    assert ("connection", "close") in [(k.decode(), v.decode()) for k, v in log[2][1].items()]


def test_who_falls_silent_is_not_waited_for(stubs: Stubs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stubs.module("_rt.incoming"), "PAUSE", 0.01)
    app = stubs.app({LOGIN: {}}, max_body=10)
    log = asyncio.run(talk(app, scope(*LOGIN, (b"content-length", b"50")), chunk(1)))
    assert [each for each, _ in log] == [413, "said", "heard", "said"]


@pytest.mark.parametrize(
    "asked",
    [
        scope(*LOGIN, (b"content-length", b"50"), (b"expect", b"100-continue")),
        scope(*LOGIN, (b"content-length", b"50"), version="2"),
        scope("GET", "/none"),
        scope("POST", "/none", (b"content-length", b"0")),
    ],
)
def test_bodies_that_do_not_come_are_not_waited_for(stubs: Stubs, asked: dict[str, Any]) -> None:
    log = asyncio.run(talk(stubs.app({LOGIN: {}}, max_body=10), asked, chunk(50, more=False)))
    assert [each for each, _ in log] in ([413, "said"], [404, "said"])
    assert b"connection" not in log[0][1]


def test_a_long_poll_ends_when_nobody_listens(stubs: Stubs, anyone: dict[str, Any]) -> None:
    told: list[str] = []

    async def wait(self: Any, ctx: Any, /, **named: Any) -> Any:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            told.append("cancelled")
            raise

    async def poll() -> list[Any]:
        log = await asyncio.wait_for(talk(stubs.app({SYNC: wait}, **anyone), scope(*SYNC), END, GONE), 10)
        await asyncio.sleep(0)  # nothing is left to cancel
        return log

    log = asyncio.run(poll())
    assert told == ["cancelled"]
    assert {each for each, _ in log} == {"heard"}


def test_what_writes_goes_on(stubs: Stubs, anyone: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stubs.module("_rt.incoming"), "SOON", 0)

    async def work(self: Any, ctx: Any, /, **named: Any) -> Any:
        await asyncio.sleep(0.05)

    log = asyncio.run(talk(stubs.app({LOGOUT: work}, **anyone), scope(*LOGOUT), END, GONE))
    assert log[0][0] == 200


def test_who_is_cancelled_by_others_stays_so(stubs: Stubs, anyone: dict[str, Any]) -> None:
    async def wait(self: Any, ctx: Any, /, **named: Any) -> Any:
        await asyncio.sleep(60)

    async def stop() -> None:
        async with asyncio.timeout(0.05):
            await talk(stubs.app({SYNC: wait}, **anyone), scope(*SYNC), END)

    with pytest.raises(TimeoutError):
        asyncio.run(stop())


def test_a_download_ends_when_nobody_listens(stubs: Stubs) -> None:
    if DOWNLOAD not in stubs.routes():
        pytest.skip("no media in this specification")
    closed: list[bool] = []

    async def endless() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x"
        finally:
            closed.append(True)

    media = stubs.module("server").Download(endless(), "image/png")
    path = "/_matrix/media/v3/download/hs/m"
    log = asyncio.run(asyncio.wait_for(talk(stubs.app({DOWNLOAD: media}), scope("GET", path), END, GONE), 10))
    assert log[0][0] == 200
    assert closed == [True]


def test_a_server_may_know_more_words(stubs: Stubs, anyone: dict[str, Any]) -> None:
    def listed(ctx: Any, **named: Any) -> Any:
        return named["set_presence"]

    target = f"{SYNC[1]}?set_presence=org.example.busy"
    strict = Asker(stubs.app({SYNC: listed}, **anyone), headers=TOKEN)
    assert strict("GET", target).verdict == (400, "M_INVALID_PARAM")
    also = {"set_presence": ["org.example.busy"], "none": ["x"]}
    ask = Asker(stubs.app({SYNC: listed}, also=also, **anyone), headers=TOKEN)
    assert ask("GET", target).json == "org.example.busy"
    assert ask("GET", f"{SYNC[1]}?set_presence=online").json == "online"
    assert ask("GET", f"{SYNC[1]}?set_presence=bad").verdict == (400, "M_INVALID_PARAM")


def test_an_error_that_cannot_be_written_is_our_mistake(stubs: Stubs) -> None:
    def refuse(ctx: Any, *values: Any, **named: Any) -> None:
        raise stubs.module("errors").MForbidden.because("no", more=object())

    heard: list[Exception] = []
    app = stubs.app({LOGIN: refuse}, on_error=lambda ctx, error: heard.append(error))
    assert Asker(app)(*LOGIN, b'{"type": "m.login.password"}').verdict == (500, "M_UNKNOWN")
    assert heard


def test_an_answer_without_content_has_none(stubs: Stubs) -> None:
    answer = stubs.module("server").Answer({}, 204)
    reply = Asker(stubs.app({LOGIN: answer}))(*LOGIN, b'{"type": "m.login.password"}')
    assert (reply.status, reply.body) == (204, b"")
    assert "content-length" not in reply.headers
