"""Rates of a generated server and of a FastAPI application of the same routes, in one run.

Run by a Python that has msgspec and FastAPI, with the generated package on its path; writes JSON: requests
by second of CPU time.
"""

import asyncio
import gc
import json
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

LOGIN = json.dumps(
    {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": "alice"},
        "password": "correct horse battery staple",
        "device_id": "GHTYAJCE",
        "initial_device_display_name": "Jungle Phone",
    }
).encode()
MESSAGE = json.dumps({"msgtype": "m.text", "body": "hello", "format": "org.example", "formatted_body": "x"}).encode()
ROUNDS = 8
SECONDS = 0.05
V3 = "/_matrix/client/v3"
SEND = f"{V3}/rooms/%21r%3Ahs/send/m.room.message/t1"
Receive = Callable[[], Awaitable[dict[str, Any]]]


def answering_all(module: Any) -> Any:
    """Return an application all of whose operations answer at once."""
    requester = import_module("matrix_api._rt.serving").Requester

    async def answer(self: object, ctx: object, /, *given: object, **named: object) -> object:
        return {}

    async def login(self: object, ctx: object, body: Any, /) -> object:
        models = import_module("matrix_api.client_server.login")
        return models.LoginResponse(user_id="@alice:hs", access_token="abc", device_id=body.device_id or "D")

    async def send(self: object, ctx: object, *given: object) -> object:
        models = import_module("matrix_api.client_server.room_send")
        return models.SendMessageResponse(event_id="$e")

    async def authenticate(ctx: object, token: str, /) -> Any:
        return requester(user_id="@alice:hs", device_id="D")

    methods = {route.name: answer for route in module.ROUTES}
    if "login" in methods:
        methods |= {"login": login, "send_message": send}
    handler = type("All", (module.Unimplemented,), methods)()
    return module.ASGI(handler, authenticate=authenticate)


def fastapi_of(routes: Any) -> Any:
    """Return what one would write with FastAPI: a model for login, and text in paths. It checks no tokens."""
    base: Any = import_module("pydantic").BaseModel

    class Identifier(base):
        type: str
        user: str

    class LoginRequest(base):
        type: str
        identifier: Identifier | None = None
        password: str | None = None
        device_id: str | None = None
        initial_device_display_name: str | None = None

    class LoginResponse(base):
        user_id: str
        access_token: str
        device_id: str

    class SendResponse(base):
        event_id: str

    async def login(body: LoginRequest) -> LoginResponse:
        return LoginResponse(user_id="@alice:hs", access_token="abc", device_id=body.device_id or "D")

    async def send(roomId: str, eventType: str, txnId: str, body: dict[str, Any]) -> SendResponse:  # noqa: N803
        return SendResponse(event_id="$e")

    async def answer() -> dict[str, Any]:
        return {}

    own = {"login": login, "send_message": send}
    app = import_module("fastapi").FastAPI()
    for route in routes:
        app.add_api_route(route.paths[0], own.get(route.name, answer), methods=[route.method])
    return app


def request(app: Any, method: str, path: str, body: bytes = b"") -> Callable[[], Awaitable[int]]:
    """Return what asks an application the way a server does, and returns the status."""
    headers = [(b"host", b"hs"), (b"authorization", b"Bearer abc"), (b"content-type", b"application/json")]
    headers.append((b"content-length", b"%d" % len(body)))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path.replace("%21", "!").replace("%3A", ":"),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def ask() -> int:
        status = 0

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)

        await app(dict(scope), receive, send)
        return status

    return ask


async def best(asked: dict[str, Callable[[], Awaitable[int]]]) -> dict[str, float]:
    """Return requests by second of CPU time: the best of some runs, taken in turns."""
    found = dict.fromkeys(asked, 0.0)
    for name, ask in (each for _ in range(ROUNDS) for each in asked.items()):
        assert await ask() == 200, name
        count, before = 0, time.process_time()
        while (spent := time.process_time() - before) < SECONDS:
            for _ in range(50):
                await ask()
            count += 50
        found[name] = max(found[name], count / spent)
    return found


async def rates() -> dict[str, float]:
    """Return all rates."""
    module = import_module("matrix_api.client_server.server")
    routes = module.ROUTES
    app, other = answering_all(module), fastapi_of(routes)
    plain = [each.paths[0] for each in routes if each.method == "GET" and "{" not in each.paths[0] and not each.query]
    gc.freeze()
    asked = {}
    for name, each in (("specgen", app), ("fastapi", other)):
        asked[f"{name} first"] = request(each, "GET", plain[0])
        asked[f"{name} last"] = request(each, "GET", plain[-1])
        asked[f"{name} login"] = request(each, "POST", f"{V3}/login", LOGIN)
        asked[f"{name} send"] = request(each, "PUT", SEND, MESSAGE)
    return {"routes": float(len(routes))} | await best(asked)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(rates())))
