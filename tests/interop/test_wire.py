"""Malformed requests over real sockets, byte by byte, at the worked example: always an answer of Matrix."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from needs import peers
from serving import EXAMPLE, running, stubs, under_uvicorn

V3 = "/_matrix/client/v3"
LIMIT = 8 * 2**20
JSON = "Content-Type: application/json"
pytestmark = [pytest.mark.peers, pytest.mark.corpus]


def ask(url: str, head: str, body: bytes = b"", *more: str) -> tuple[int, dict[str, str], bytes]:
    """Send a request as it is written, and return status, headers and body of the answer."""
    host, port = url.removeprefix("http://").split(":")
    lines = [f"{head} HTTP/1.1", "Host: hs", "Connection: close", *more]
    if body and not any(each.startswith(("Content-Length", "Transfer-Encoding")) for each in more):
        lines.append(f"Content-Length: {len(body)}")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        # A server that has heard enough says so, and lets the rest come: nobody may be cut off who still sends.
        connection.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    top, _, rest = answer.partition(b"\r\n\r\n")
    first, *others = top.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in others)}
    return int(first.split()[1]), headers, rest


@pytest.fixture(scope="module")
def homeserver(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the worked example."""
    python = peers("uvicorn", "msgspec")
    place = tmp_path_factory.mktemp("wire")
    package = stubs(checkout, place / "package")
    with running(under_uvicorn(python, "example_homeserver:app"), [package, EXAMPLE], place / "output") as (url, _):
        yield url
    assert "Traceback" not in (place / "output").read_text()


@pytest.fixture(scope="module")
def token(homeserver: str) -> str:
    """Return what shows who one is."""
    body = {"username": "wire", "password": "wire", "auth": {"type": "m.login.dummy"}}
    status, _, told = ask(homeserver, f"POST {V3}/register", json.dumps(body).encode(), JSON)
    assert status == 200, told
    return f"Authorization: Bearer {json.loads(told)['access_token']}"


@pytest.fixture(scope="module")
def room(homeserver: str, token: str) -> str:
    """Return a room, escaped."""
    status, _, told = ask(homeserver, f"POST {V3}/createRoom", b"{}", JSON, token)
    assert status == 200, told
    return str(json.loads(told)["room_id"]).replace("!", "%21").replace(":", "%3A")


EXPECT = "Expect: 100-continue"
DEEP = b"[" * 200_000
LOGIN = f"POST {V3}/login"
REFUSED = {
    # Bodies.
    "not JSON": (LOGIN, b"{user", (), 400, "M_NOT_JSON"),
    "nothing": (LOGIN, b"", (), 400, "M_NOT_JSON"),
    "half a text": (LOGIN, b'{"type": "m', (), 400, "M_NOT_JSON"),
    "more than JSON": (LOGIN, b'{"type": "m.login.password"} {}', (), 400, "M_NOT_JSON"),
    "not a number": (LOGIN, b'{"type": NaN}', (), 400, "M_NOT_JSON"),
    "not UTF-8": (LOGIN, b'{"type": "\xff"}', (), 400, "M_NOT_JSON"),
    "UTF-16": (LOGIN, '{"type": "m.login.password"}'.encode("utf-16"), (), 400, "M_NOT_JSON"),
    "deep": (LOGIN, DEEP, (), 400, "M_NOT_JSON"),
    "an array": (LOGIN, b"[]", (), 400, "M_BAD_JSON"),
    "null": (LOGIN, b"null", (), 400, "M_BAD_JSON"),
    "a wrong type": (LOGIN, b'{"type": 7}', (), 400, "M_BAD_JSON"),
    "a wrong type inside": (LOGIN, b'{"type": "m.login.password", "identifier": 7}', (), 400, "M_BAD_JSON"),
    "a member is missing": (LOGIN, b"{}", (), 400, "M_BAD_JSON"),
    "too large": (LOGIN, b" " * (LIMIT + 1), (), 413, "M_TOO_LARGE"),
    "much too large": (LOGIN, b" " * (2 * LIMIT), (), 413, "M_TOO_LARGE"),
    "much, to nowhere": ("POST /nowhere", b" " * (2 * LIMIT), (), 404, "M_UNRECOGNIZED"),
    "much, by nobody": (f"POST {V3}/createRoom", b" " * (2 * LIMIT), (), 401, "M_MISSING_TOKEN"),
    "too large, not yet sent": (LOGIN, b"", ("Content-Length: 99999999", EXPECT), 413, "M_TOO_LARGE"),
    "too large, by its own word": (LOGIN, b"{", ("Content-Length: 99999999999",), 413, "M_TOO_LARGE"),
    "far too large, by its own word": (LOGIN, b"{", (f"Content-Length: {'9' * 19}",), 413, "M_TOO_LARGE"),
    "chunks of nothing": (LOGIN, b"1\r\n{\r\n0\r\n\r\n", ("Transfer-Encoding: chunked",), 400, "M_NOT_JSON"),
    # Paths and methods.
    "no such endpoint": ("GET /_matrix/client/v3/none", b"", (), 404, "M_UNRECOGNIZED"),
    "no such version": ("GET /_matrix/client/v99/login", b"", (), 404, "M_UNRECOGNIZED"),
    "another application": ("GET /index.html", b"", (), 404, "M_UNRECOGNIZED"),
    "the root": ("GET /", b"", (), 404, "M_UNRECOGNIZED"),
    "no operation of this server": ("GET /_matrix/client/v3/voip/turnServer", b"", (), 404, "M_UNRECOGNIZED"),
    "a wrong method": (f"DELETE {V3}/login", b"", (), 405, "M_UNRECOGNIZED"),
    "no method at all": (f"BREW {V3}/login", b"", (), 405, "M_UNRECOGNIZED"),
    "a slash too many": (f"POST {V3}/login/", b"{}", (), 404, "M_UNRECOGNIZED"),
    "slashes": ("GET //_matrix/client//v3/login", b"", (), 404, "M_UNRECOGNIZED"),
    "a slash before all": ("GET //_matrix/client/versions", b"", (), 404, "M_UNRECOGNIZED"),
    "a slash is no slash": ("GET /_matrix%2Fclient/v3/login", b"", (), 404, "M_UNRECOGNIZED"),
    "a path that is no text": (f"GET {V3}/profile/%FF", b"", (), 400, "M_INVALID_PARAM"),
    # Who asks.
    "no token": (f"GET {V3}/account/whoami", b"", (), 401, "M_MISSING_TOKEN"),
    "no token, no JSON": (f"POST {V3}/createRoom", b"{", (), 401, "M_MISSING_TOKEN"),
    "an empty token": (f"GET {V3}/account/whoami", b"", ("Authorization: Bearer ",), 401, "M_MISSING_TOKEN"),
    "another scheme": (f"GET {V3}/account/whoami", b"", ("Authorization: Basic abc",), 401, "M_MISSING_TOKEN"),
    "a wrong token": (f"GET {V3}/account/whoami", b"", ("Authorization: Bearer x",), 401, "M_UNKNOWN_TOKEN"),
    "a wrong token, elsewhere": (f"GET {V3}/account/whoami?access_token=x", b"", (), 401, "M_UNKNOWN_TOKEN"),
    # Parameters, by somebody who may ask.
    "no parameter": (f"GET {V3}/register/available", b"", (), 400, "M_MISSING_PARAM"),
    "no number": (f"GET {V3}/sync?timeout=soon", b"", ("token",), 400, "M_INVALID_PARAM"),
    "digits of elsewhere": (f"GET {V3}/sync?timeout=%D9%A1", b"", ("token",), 400, "M_INVALID_PARAM"),
    "neither true nor false": (f"GET {V3}/sync?full_state=1", b"", ("token",), 400, "M_INVALID_PARAM"),
    "a query that is no text": (f"GET {V3}/sync?since=%FF", b"", ("token",), 400, "M_INVALID_PARAM"),
    "a token of elsewhere": (f"GET {V3}/sync?since=x9", b"", ("token",), 400, "M_INVALID_PARAM"),
    "a filter that is none": (f"GET {V3}/sync?filter=%7B%22room%22%3A7%7D", b"", ("token",), 400, "M_INVALID_PARAM"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(homeserver: str, token: str, case: str) -> None:
    head, body, more, status, code = REFUSED[case]
    headers = [token if each == "token" else each for each in more]
    found, named, told = ask(homeserver, head, body, *headers)
    answer = json.loads(told)
    assert (found, answer["errcode"]) == (status, code), answer
    assert answer["error"]
    assert set(answer) <= {"errcode", "error"}
    assert named["content-type"] == "application/json"
    assert named["access-control-allow-origin"] == "*"
    if status == 405:
        assert named["allow"] == "GET, POST"


def test_unforeseen_bodies_that_are_fine(homeserver: str, token: str, room: str) -> None:
    chunks = b"1\r\n{\r\n1;x=y\r\n}\r\n0\r\nX: y\r\n\r\n"
    assert ask(homeserver, f"POST {V3}/createRoom", chunks, token, "Transfer-Encoding: chunked")[0] == 200
    assert ask(homeserver, f"POST {V3}/createRoom", b'{"org.example": 1}', token, "Content-Type: text/plain")[0] == 200
    assert ask(homeserver, f"POST {V3}/join/{room}", b"", token, "Content-Length: 0")[0] == 200
    assert ask(homeserver, f"POST {V3}/join/{room}", b"", token)[0] == 200


STATE = f"{V3}/rooms/{{room}}/state/org.example.odd"
KEYS = {
    "": "",
    "/": "",
    "/a%2Fb": "a/b",
    "/%2525": "%25",
    "/%C3%BC%20%E2%80%8B": "ü \u200b",
    "/a+b": "a+b",
    "/%2E%2E": "..",
    "/@wire:localhost": "@wire:localhost",
    "/%F0%9F%90%88": "🐈",
}


@pytest.mark.parametrize("written", KEYS)
def test_state_keys(homeserver: str, token: str, room: str, written: str) -> None:
    path = STATE.format(room=room)
    content = {"written": written}
    assert ask(homeserver, f"PUT {path}{written}", json.dumps(content).encode(), token, JSON)[0] == 200
    assert json.loads(ask(homeserver, f"GET {path}{written}", b"", token)[2]) == content
    events = json.loads(ask(homeserver, f"GET {V3}/rooms/{room}/state", b"", token)[2])
    found: list[Any] = [each["state_key"] for each in events if each["content"] == content]
    assert found == [KEYS[written]]


def test_browsers_may_ask(homeserver: str) -> None:
    status, headers, told = ask(homeserver, f"OPTIONS {V3}/login", b"", "Origin: https://app.example")
    assert (status, told) == (204, b"")
    assert headers["access-control-allow-origin"] == "*"
    assert "PUT" in headers["access-control-allow-methods"]
    assert "Authorization" in headers["access-control-allow-headers"]


def test_servers_may_be_named(homeserver: str) -> None:
    assert ask(homeserver, "GET http://hs/_matrix/client/versions?a=b")[0] == 200
    assert ask(homeserver, "GET http://hs")[0] == 404


def test_who_waits_to_be_asked_is_asked(homeserver: str) -> None:
    status, _, told = ask(homeserver, LOGIN, b"{}", EXPECT)
    assert (status, told[:12]) == (100, b"HTTP/1.1 400")


def test_heads(homeserver: str) -> None:
    status, headers, told = ask(homeserver, "HEAD /_matrix/client/versions")
    assert (status, told) == (200, b"")
    assert int(headers["content-length"]) > 0


def test_uploads(homeserver: str, token: str) -> None:
    path = "/_matrix/media/v3/upload"
    chunks = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
    told = ask(homeserver, f"POST {path}", chunks, token, "Content-Type: text/plain", "Transfer-Encoding: chunked")[2]
    place = json.loads(told)["content_uri"].removeprefix("mxc://")
    status, headers, content = ask(homeserver, f"GET /_matrix/client/v1/media/download/{place}", b"", token)
    assert (status, content, headers["content-type"]) == (200, b"hello world", "text/plain")
    assert headers["content-disposition"].startswith("inline")
    assert "sandbox" in headers["content-security-policy"]
    status, _, told = ask(homeserver, f"POST {path}", b"x", token, "Content-Length: 10485761")
    assert (status, json.loads(told)["errcode"]) == (413, "M_TOO_LARGE")
    endless = b"A00000\r\n" + b"x" * 0xA00000 + b"\r\n1\r\nx\r\n0\r\n\r\n"
    status, _, told = ask(homeserver, f"POST {path}", endless, token, "Transfer-Encoding: chunked")
    assert (status, json.loads(told)["errcode"]) == (413, "M_TOO_LARGE")
    assert ask(homeserver, "GET /_matrix/client/v1/media/download/localhost/none", b"", token)[0] == 404
