"""A server that answers every operation with an example of the specification."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from .codec import raw
from .incoming import refusal
from .outputs import STATUSES
from .parts import Part
from .serving import Answer, Ctx, Requester, Upload
from .signing import Credentials, SignatureError
from .wire import Media, Parts, Redirect

# A picture of one pixel.
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# The token that nobody has.
UNKNOWN = "unknown"
WISH = re.compile(r"\bcode=([1-5][0-9]{2})\b")


class Examples:
    """Answers requests with examples. `Prefer: code=429` asks for another status."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        """Take what is known of an API's operations."""
        self.known = known

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        """Return what answers an operation."""
        try:
            answers: list[dict[str, Any]] = self.known[name]["answers"]
        except KeyError:
            raise AttributeError(name) from None

        async def respond(ctx: Ctx, *given: object, **_: object) -> Any:
            for each in given:
                if isinstance(each, Upload):
                    await each.read()
            return answer(ctx, answers)

        return respond


def answer(ctx: Ctx, answers: list[dict[str, Any]]) -> Any:
    """Return an answer, of the status that a request prefers. Raises APIError."""
    wish = WISH.search(ctx.headers.get("prefer", ""))
    status = int(wish[1]) if wish else 0
    for each in answers:
        if status in (0, each["status"]):
            return made(each)
    if status >= 400:
        raise refusal(status, code_of(ctx, status), "An error, as it was asked for")
    return made(answers[0]) if answers else None


def code_of(ctx: Ctx, status: int) -> str:
    """Return an error code of a status: one that the operation documents, where it does."""
    errors = ctx.operation.errors
    own = (code for code, statuses in errors.items() if status in statuses)
    known = (code for code, usual in STATUSES.items() if usual == status)
    return next(own, next(known, "M_UNKNOWN"))


def made(given: dict[str, Any]) -> Any:
    """Return an answer as handlers do."""
    kind = given.get("kind")
    if kind == "media":
        return Media(PIXEL, given["type"], "pixel.png")
    if kind == "parts":
        image = Part({"content-type": "image/png"}, PIXEL)
        return Parts((Part({"content-type": "application/json"}, b"{}"), image))
    if kind == "redirect":
        return Redirect("https://example.org/")
    return Answer(raw(given["value"]), given["status"])


async def anyone(ctx: Ctx, token: str, /) -> Requester:
    """Let every token in, but `unknown`. Raises APIError."""
    if token == UNKNOWN:
        raise refusal(401, "M_UNKNOWN_TOKEN", "Unrecognized access token")
    return Requester(
        user_id="@alice:example.org",
        device_id="DEVICE",
        may_act_as=lambda user_id: bool(user_id),
    )


async def any_server(ctx: Ctx, content: bytes, /) -> Requester:
    """Let every server in that shows a signature, right or wrong. Raises APIError."""
    try:
        given = Credentials.parse(ctx.headers["authorization"])
    except SignatureError as error:
        raise refusal(401, "M_UNAUTHORIZED", str(error)) from error
    return Requester(server=given.origin)
