"""Who may ask: access tokens, application services, servers that sign (X-Matrix)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from msgspec import Struct

from .incoming import refusal
from .serving import Ctx, Requester


class Authenticate(Protocol):
    """Finds who has an access token."""

    async def __call__(self, ctx: Ctx, token: str, /) -> Requester:
        """Return who sent a request. Raises APIError, such as MUnknownToken."""
        ...


class Verify(Protocol):
    """Finds which server signed a request."""

    async def __call__(self, ctx: Ctx, content: bytes, /) -> Requester:
        """Return who sent a request. Raises APIError, such as MUnauthorized."""
        ...


async def refuse_all(ctx: Ctx, token: str, /) -> Requester:
    """Refuse every token: what a server does that was not told how to find users."""
    raise refusal(401, "M_UNKNOWN_TOKEN", "Unrecognized access token")


async def bearer(ctx: Ctx, authenticate: Authenticate, *, optional: bool) -> None:
    """Let a request in that has a good access token. Raises APIError."""
    token = ctx.token
    if token is None:
        if not optional:
            raise refusal(401, "M_MISSING_TOKEN", "Missing access token")
        return
    requester = await authenticate(ctx, token)
    if requester.may_act_as is not None:
        requester = acting(ctx, requester, requester.may_act_as)
    ctx.requester = requester


def acting(
    ctx: Ctx, requester: Requester, may_act_as: Callable[[str], bool]
) -> Requester:
    """Return whom an application service speaks for: itself, or a user of its own."""
    asked = dict(reversed(ctx.query))
    user_id = asked.get("user_id")
    if user_id and user_id != requester.user_id:
        if not may_act_as(user_id):
            why = "The application service may not speak for this user"
            raise refusal(403, "M_FORBIDDEN", why)
        requester = replace(requester, user_id=user_id, device_id=None)
    return replace(requester, device_id=asked.get("device_id", requester.device_id))


async def signed(
    ctx: Ctx, content: bytes, verify: Verify | None, *, optional: bool
) -> None:
    """Let a request in that a server signed. Raises APIError."""
    if not signatures(ctx):
        if not optional:
            raise refusal(401, "M_UNAUTHORIZED", "Missing X-Matrix signature")
        return
    if verify is None:
        raise refusal(401, "M_UNAUTHORIZED", "This server knows no other servers")
    ctx.requester = await verify(ctx, content)


def signatures(ctx: Ctx) -> list[str]:
    """Return the X-Matrix headers of a request: a server may sign with several keys."""
    values = (
        v.decode("latin-1") for k, v in ctx.scope["headers"] if k == b"authorization"
    )
    return [each for each in values if each[:8].lower() == "x-matrix"]


def target(ctx: Ctx) -> str:
    """Return path and query as they came."""
    given = ctx.scope.get("raw_path")
    path = given.decode("latin-1") if given else ctx.path
    query = ctx.scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


class XMatrix(Struct, frozen=True):
    """Verifies signatures of requests to a server: pass it as `verify`.

    `find_key` gets a server's name and the id of a key, and returns the key in Base64; None
    where there is no such key, or it is no longer valid.
    """

    server_name: str
    find_key: Callable[[str, str], Awaitable[str | None]]

    async def __call__(self, ctx: Ctx, content: bytes, /) -> Requester:
        """Return the server that signed a request. Raises APIError."""
        from .signing import Credentials, SignatureError  # only federation needs it

        problem = "Missing X-Matrix signature"
        for header in reversed(signatures(ctx)):
            try:
                given = Credentials.parse(header)
                key = await self.find_key(given.origin, given.key_id)
                if key is None:
                    raise SignatureError(f"{given.origin} has no key {given.key_id}")
                given.verify(
                    ctx.method,
                    target(ctx),
                    content or None,
                    destination=self.server_name,
                    public_key=key,
                )
            except SignatureError as error:
                problem = str(error)
            else:
                return Requester(server=given.origin)
        raise refusal(401, "M_UNAUTHORIZED", problem)
