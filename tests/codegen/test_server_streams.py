"""Generated servers: bytes that come and go in chunks, the life of a server, several APIs on one port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asking import Asker, Stubs

UPLOAD = ("POST", "/_matrix/media/v3/upload")
DOWNLOAD = ("GET", "/_matrix/media/v3/download/{serverName}/{mediaId}")
MEDIA = "/_matrix/media/v3/download/hs/m"


@pytest.fixture(autouse=True)
def _has_media(stubs: Stubs) -> None:
    """Skip specifications without media."""
    if UPLOAD not in stubs.routes():
        pytest.skip("no media in this specification")


async def anyone(stubs: Stubs) -> Any:
    return stubs.module("server").Requester(user_id="@a:hs")


def test_an_upload_comes_chunk_by_chunk(stubs: Stubs) -> None:
    seen: list[bytes] = []

    async def upload(self: Any, ctx: Any, body: Any, /, *, filename: str | None) -> Any:
        seen.extend([chunk async for chunk in body])
        return {"content_uri": f"{filename} {body.content_type} {body.size}"}

    ask = Asker(stubs.app({UPLOAD: upload}, authenticate=lambda ctx, token: anyone(stubs), max_upload=10))
    kind = ("content-type", "image/png"), ("authorization", "Bearer t")
    reply = ask("POST", f"{UPLOAD[1]}?filename=%C3%BC.png", b"ab", b"", b"cd", headers=(*kind, ("content-length", "4")))
    assert reply.json == {"content_uri": "ü.png image/png 4"}
    assert seen == [b"ab", b"cd"]
    assert ask("POST", UPLOAD[1], b"x" * 6, b"x" * 6, headers=kind).verdict == (413, "M_TOO_LARGE")
    long = (*kind, ("content-length", "11"))
    assert ask("POST", UPLOAD[1], b"", headers=long).verdict == (413, "M_TOO_LARGE")


def test_a_download_goes_chunk_by_chunk(stubs: Stubs) -> None:
    server = stubs.module("server")

    async def chunks() -> AsyncIterator[bytes]:
        yield b"ab"
        yield b"cd"

    def download(ctx: Any, *values: Any, **named: Any) -> Any:
        return server.Download(chunks(), "image/svg+xml", 'a"b.svg', 4)

    ask = Asker(stubs.app({DOWNLOAD: download}))
    reply = ask("GET", MEDIA)
    assert reply.body == b"abcd"
    assert [each["type"] for each in ask.log].count("http.response.body") == 3
    assert reply.headers["content-disposition"] == "attachment; filename*=utf-8''a%22b.svg"
    assert "sandbox" in reply.headers["content-security-policy"]
    assert reply.headers["content-length"] == "4"
    head = ask("HEAD", MEDIA)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "4")


def test_media_may_be_elsewhere(stubs: Stubs) -> None:
    redirect = stubs.module("server").Redirect("https://cdn.example/ü b?x=1")
    reply = Asker(stubs.app({DOWNLOAD: redirect}))("GET", MEDIA)
    assert (reply.status, reply.headers["location"]) == (307, "https://cdn.example/%C3%BC%20b?x=1")


def test_older_paths_lead_to_the_same_method(stubs: Stubs) -> None:
    answer = stubs.module("server").Media(b"x", "image/png")
    ask = Asker(stubs.app({DOWNLOAD: answer}))
    paths = [each.format(serverName="hs", mediaId="m") for each in stubs.routes()[DOWNLOAD].paths]
    assert {ask("GET", each).status for each in paths} == {200}
    assert len(paths) == (1 if stubs.name.endswith("bundled") else 3)
    assert ask("GET", MEDIA.replace("v3", "v9")).status == 404


def test_a_server_begins_and_ends(stubs: Stubs) -> None:
    heard: list[str] = []

    @asynccontextmanager
    async def life() -> AsyncIterator[None]:
        heard.append("begun")
        yield
        heard.append("ended")

    app = stubs.module("server").Combined(stubs.app({}, lifespan=life), stubs.app({}, api="server_server"))
    messages = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> Any:
        return {"type": next(messages)}

    async def send(message: Any) -> None:
        heard.append(message["type"])

    asyncio.run(app({"type": "lifespan"}, receive, send))
    assert heard == ["begun", "lifespan.startup.complete", "ended", "lifespan.shutdown.complete"]


def test_several_apis_share_a_port(stubs: Stubs) -> None:
    version = ("GET", "/_matrix/federation/v1/version")
    federation = stubs.app({version: {"server": {"name": "x"}}}, api="server_server")
    ask = Asker(stubs.module("server").Combined(stubs.app({DOWNLOAD: stubs.module("server").Media(b"x")}), federation))
    assert ask(*version).json == {"server": {"name": "x"}}
    assert ask("GET", MEDIA).body == b"x"
    assert ask("GET", "/_matrix/federation/v1/nothing").verdict == (404, "M_UNRECOGNIZED")
    assert ask("PUT", version[1]).verdict == (405, "M_UNRECOGNIZED")


def test_browsers_hear_that_nobody_knows_a_path(stubs: Stubs) -> None:
    unsigned = stubs.app({}, cors=False), stubs.app({DOWNLOAD: stubs.module("server").Media(b"x")})
    ask = Asker(stubs.module("server").Combined(*unsigned))
    for method, path in (("GET", "/_matrix/client/unstable/x"), ("OPTIONS", "/x"), ("GET", "/%FF")):
        assert ask(method, path).headers["access-control-allow-origin"] == "*"
