"""Generated servers: what they make of requests, right and wrong, and of what handlers say."""

from typing import Any
from urllib.parse import urlencode

import pytest
from asking import Asker, Stubs

V3 = "/_matrix/client/v3"
LOGIN = ("POST", f"{V3}/login")
SEND = ("PUT", f"{V3}/rooms/{{roomId}}/send/{{eventType}}/{{txnId}}")
STATE = ("PUT", f"{V3}/rooms/{{roomId}}/state/{{eventType}}/{{stateKey}}")
SYNC = ("GET", f"{V3}/sync")
LOGOUT = ("POST", f"{V3}/logout")
TOKEN = (("authorization", "Bearer secret"),)
PATH = f"{V3}/rooms/%21r%3Ahs/send/m.room.message/t"


def listed(ctx: Any, *values: Any, **named: Any) -> dict[str, Any]:
    """Return what a handler was given."""
    return {"values": values, "named": named, "user": ctx.requester and ctx.requester.user_id}


@pytest.fixture
def ask(stubs: Stubs) -> Asker:
    """Return what asks a server that tells what its handlers were given."""
    server = stubs.module("server")
    failures: list[Exception] = []

    async def authenticate(ctx: Any, token: str) -> Any:
        if token not in ("secret",):
            raise stubs.module("errors").MUnknownToken.because("nobody has it")
        return server.Requester(user_id="@me:hs", device_id="D", may_act_as=lambda user: user.startswith("@irc_"))

    def broken(ctx: Any, *values: Any, **named: Any) -> None:
        raise ZeroDivisionError("a secret of the server")

    answers = {SEND: listed, STATE: listed, SYNC: listed, LOGOUT: broken, LOGIN: {}}
    return Asker(
        stubs.app(
            answers,
            authenticate=authenticate,
            max_body=200,
            on_error=lambda ctx, error: failures.append(error),
        )
    )


@pytest.mark.parametrize(
    ("request_", "verdict"),
    [
        ((*LOGIN, b"{"), (400, "M_NOT_JSON")),
        ((*LOGIN, b""), (400, "M_NOT_JSON")),
        ((*LOGIN, b"\xff\xfe"), (400, "M_NOT_JSON")),
        ((*LOGIN, b'{"type": 1, '), (400, "M_NOT_JSON")),
        ((*LOGIN, b"[" * 150), (400, "M_NOT_JSON")),
        ((*LOGIN, b'{"type": NaN}'), (400, "M_NOT_JSON")),
        ((*LOGIN, b'{"type": 1}'), (400, "M_BAD_JSON")),
        ((*LOGIN, b"{}"), (400, "M_BAD_JSON")),
        ((*LOGIN, b"null"), (400, "M_BAD_JSON")),
        ((*LOGIN, b'{"type": "' + b"x" * 200 + b'"}'), (413, "M_TOO_LARGE")),
        ((*LOGIN, b" " * 150, b" " * 150), (413, "M_TOO_LARGE")),
        (("GET", LOGIN[1] + "x"), (404, "M_UNRECOGNIZED")),
        (("GET", LOGIN[1] + "/"), (404, "M_UNRECOGNIZED")),
        (("GET", "/"), (404, "M_UNRECOGNIZED")),
        (("GET", "//"), (404, "M_UNRECOGNIZED")),
        (("PATCH", LOGIN[1]), (405, "M_UNRECOGNIZED")),
        (("GET", PATH), (405, "M_UNRECOGNIZED")),
        (("PUT", PATH, b"{}"), (401, "M_MISSING_TOKEN")),
        (("PUT", f"{PATH}?access_token=", b"{}"), (401, "M_MISSING_TOKEN")),
        (("PUT", f"{PATH}?access_token=wrong", b"{}"), (401, "M_UNKNOWN_TOKEN")),
        (("PUT", f"{PATH}?access_token=secret", b"[]"), (400, "M_BAD_JSON")),
        (("PUT", f"{PATH}?access_token=secret&user_id=%40you%3Ahs", b"{}"), (403, "M_FORBIDDEN")),
        (("PUT", PATH.replace("%21", "%FF"), b"{}"), (400, "M_INVALID_PARAM")),
        (("GET", f"{SYNC[1]}?access_token=secret&timeout=soon"), (400, "M_INVALID_PARAM")),
        (("GET", f"{SYNC[1]}?access_token=secret&timeout=%D9%A1"), (400, "M_INVALID_PARAM")),
        (("GET", f"{SYNC[1]}?access_token=secret&full_state=yes"), (400, "M_INVALID_PARAM")),
        (("GET", f"{SYNC[1]}?access_token=secret&since=%FF"), (400, "M_INVALID_PARAM")),
        (("POST", f"{LOGOUT[1]}?access_token=secret"), (500, "M_UNKNOWN")),
    ],
)
def test_what_is_wrong_is_told_as_the_specification_says(ask: Asker, request_: Any, verdict: tuple[int, str]) -> None:
    reply = ask(*request_)
    assert reply.verdict == verdict
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert isinstance(reply.json["error"], str)
    assert b"secret of the server" not in reply.body
    assert int(reply.headers["content-length"]) == len(reply.body)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/rooms/%21a%2Fb%3Ahs/send/m.x/t", ["!a/b:hs", "m.x", "t"]),
        ("/rooms/%C3%BC%20%F0%9F%98%80/send/m%2Ex/t%252F", ["ü 😀", "m.x", "t%2F"]),
        ("/rooms/!r:hs/send/send/t", ["!r:hs", "send", "t"]),
        ("/rooms/!r:hs/s%65nd/..%2F/%00", ["!r:hs", "../", "\0"]),
        ("/rooms/!r/state/m.x/", ["!r", "m.x", ""]),
        ("/rooms/!r/state/m.x", ["!r", "m.x", ""]),
        ("/rooms/!r/state/m.x/%40a%3Ahs", ["!r", "m.x", "@a:hs"]),
    ],
)
def test_segments_are_decoded_after_the_split(ask: Asker, path: str, values: list[str]) -> None:
    assert ask("PUT", V3 + path, b'{"a": 1}', headers=TOKEN).json["values"] == [*values, {"a": 1}]


@pytest.mark.parametrize(
    "path", ["/rooms//send/m.x/t", "/rooms/!r/send/m.x/", "/rooms/!r/state//", "/rooms/!r/state/a/b/c"]
)
def test_only_state_keys_may_be_empty(ask: Asker, path: str) -> None:
    assert ask("PUT", f"{V3}/rooms{path}", b"{}", headers=TOKEN).verdict == (404, "M_UNRECOGNIZED")


def test_handlers_get_parameters_as_their_types(ask: Asker) -> None:
    given = ask("GET", f"{SYNC[1]}?timeout=30&full_state=true&since=a+b%26", headers=TOKEN).json
    assert (given["named"]["timeout"], given["named"]["full_state"], given["named"]["since"]) == (30, True, "a b&")
    assert given["named"]["filter"] is None
    assert given["user"] == "@me:hs"


def test_an_application_service_speaks_for_its_users(ask: Asker) -> None:
    assert ask("GET", f"{SYNC[1]}?user_id=%40irc_a%3Ahs", headers=TOKEN).json["user"] == "@irc_a:hs"
    assert ask("GET", f"{SYNC[1]}?user_id=%40me%3Ahs", headers=TOKEN).json["user"] == "@me:hs"


def test_without_an_authenticator_no_token_is_good(stubs: Stubs) -> None:
    ask = Asker(stubs.app({SYNC: listed}))
    assert ask("GET", SYNC[1], headers=TOKEN).verdict == (401, "M_UNKNOWN_TOKEN")


def test_browsers_may_ask_every_path(ask: Asker) -> None:
    for path in (LOGIN[1], PATH, "/no/such/path"):
        reply = ask("OPTIONS", path)
        assert (reply.status, reply.body) == (204, b"")
        assert "PUT" in reply.headers["access-control-allow-methods"]
        assert "Authorization" in reply.headers["access-control-allow-headers"]


def test_a_server_that_is_mounted_answers_below_its_place(ask: Asker) -> None:
    ask.root = "/mätrix"
    mounted = ask("PUT", "/m%C3%A4trix" + PATH, b"{}", headers=TOKEN)
    assert mounted.json["values"][0] == "!r:hs"


def test_a_place_that_only_the_decoded_path_tells_of(ask: Asker) -> None:
    ask.cut = "/mätrix"
    reply = ask("PUT", "/m%C3%A4trix" + PATH, b"{}", headers=TOKEN)
    assert reply.json["values"][0] == "!r:hs"
    assert ask("GET", "/m%C3%A4trix/x").verdict == (404, "M_UNRECOGNIZED")


def test_errors_take_the_status_that_is_documented(stubs: Stubs) -> None:
    errors = stubs.module("errors")

    def refuse(ctx: Any, *values: Any, **named: Any) -> None:
        raise errors.MForbidden.because("no", soft=True)

    reply = Asker(stubs.app({LOGIN: refuse}))(*LOGIN, b'{"type": "m.login.password"}')
    assert (reply.status, reply.json) == (403, {"errcode": "M_FORBIDDEN", "error": "no", "soft": True})


def test_a_limit_says_when_to_come_back(stubs: Stubs) -> None:
    errors = stubs.module("errors")

    def refuse(ctx: Any, *values: Any, **named: Any) -> None:
        raise errors.MLimitExceeded.because("slow down", retry_after_ms=1500)

    reply = Asker(stubs.app({LOGIN: refuse}))(*LOGIN, b'{"type": "m.login.password"}')
    assert (reply.status, reply.headers["retry-after"]) == (429, "2")


def test_an_answer_may_have_a_status_and_headers(stubs: Stubs) -> None:
    answer = stubs.module("server").Answer({"a": 1}, 202, {"X-More": "yes", "Content-Type": "application/json; v=1"})
    reply = Asker(stubs.app({LOGIN: answer}))(*LOGIN, b'{"type": "m.login.password"}')
    assert (reply.status, reply.json, reply.headers["x-more"]) == (202, {"a": 1}, "yes")
    assert reply.headers["content-type"] == "application/json; v=1"


@pytest.mark.parametrize("value", ["a\r\nb: c", "a\0"])
def test_no_answer_becomes_two(stubs: Stubs, value: str) -> None:
    answer = stubs.module("server").Answer({}, 200, {"x-evil": value})
    reply = Asker(stubs.app({LOGIN: answer}, on_error=lambda *_: None))(*LOGIN, b'{"type": "m.login.password"}')
    assert reply.verdict == (500, "M_UNKNOWN")


def test_nothing_where_something_is_due_is_our_mistake(stubs: Stubs) -> None:
    heard: list[Exception] = []
    app = stubs.app({LOGIN: None}, on_error=lambda ctx, error: heard.append(error))
    assert Asker(app)(*LOGIN, b'{"type": "m.login.password"}').verdict == (500, "M_UNKNOWN")
    assert isinstance(heard[0], TypeError)


def test_query_and_body_tell_operations_of_one_path_apart(stubs: Stubs) -> None:
    server = stubs.module("client_server.server")
    known = stubs.module("_rt.codec").plain((stubs.place / stubs.name / "mock.json").read_bytes())["client_server"]
    found: dict[tuple[str, str], list[Any]] = {}
    for route in server.ROUTES:
        found.setdefault((route.method, route.paths[0]), []).append(route)
    shared = [route for routes in found.values() if len(routes) > 1 for route in routes]
    assert shared or stubs.name.endswith("bundled")

    def telling(name: str) -> Any:
        async def answer(self: Any, ctx: Any, *values: Any, **named: Any) -> Any:
            return stubs.module("server").Answer({"name": name, "operation": ctx.operation.name})

        return answer

    async def anyone(ctx: Any, token: str) -> Any:
        return stubs.module("server").Requester(user_id="@a:hs")

    handler = type("Own", (server.Unimplemented,), {each.name: telling(each.name) for each in shared})()
    ask = Asker(server.ASGI(handler, authenticate=anyone), headers=TOKEN)
    for route in shared:
        given = known[route.name]
        body = stubs.module("_rt.codec").encode(given["body"]) if "body" in given else b""
        query = urlencode({each.wire: each.values[0] if each.values else "1" for each in route.query})
        reply = ask(route.method, f"{route.paths[0]}?{query}", body)
        assert reply.json == {"name": route.name, "operation": route.load()[0].name}
