"""User-interactive authentication: go through the stages that a server asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .codec import JsonObject

if TYPE_CHECKING:
    from .failures import APIError

T = TypeVar("T")


class Asked(Protocol):
    """What a server asks for: the exception that an operation with stages raises."""

    flows: tuple[tuple[str, ...], ...]
    completed: tuple[str, ...]
    params: JsonObject
    session: str | None
    errcode: str


# A stage is the members to send, or what makes them from the server's question.
Stage = Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]
Stages = Mapping[str, Stage]


def password(user_id: str, password: str) -> Stages:
    """Return the stage `m.login.password` for a user."""
    identifier = {"type": "m.id.user", "user": user_id}
    return {"m.login.password": {"identifier": identifier, "password": password}}


def next_auth(asked: Any, stages: Stages, failed: frozenset[str]) -> JsonObject | None:
    """Return the `auth` of the next stage that can be done; None where there is none."""
    able = {*stages, "m.login.dummy"} - failed
    for flow in asked.flows:
        left = [stage for stage in flow if stage not in asked.completed]
        if left and all(stage in able for stage in left):
            stage = stages.get(left[0], {})
            members = stage(asked) if callable(stage) else stage
            auth: JsonObject = {"type": left[0], **members}
            return auth if asked.session is None else {**auth, "session": asked.session}
    return None


def answer(error: APIError, stages: Stages, failed: set[str], last: str) -> JsonObject:
    """Return the next `auth`; raises the error where no flow can be completed."""
    asked: Any = error
    if asked.errcode and last not in asked.completed:
        failed.add(last)
    auth = next_auth(asked, stages, frozenset(failed))
    if auth is None:
        raise error
    return auth


def complete(
    call: Callable[[Any], T], stages: Stages, *, required: type[APIError]
) -> T:
    """Call with `auth` until the server is content, a stage at a time."""
    auth: JsonObject | None = None
    failed: set[str] = set()
    while True:
        try:
            return call(auth)
        except required as error:
            auth = answer(error, stages, failed, "" if auth is None else auth["type"])


async def complete_async(
    call: Callable[[Any], Awaitable[T]], stages: Stages, *, required: type[APIError]
) -> T:
    """Call with `auth` until the server is content, a stage at a time."""
    auth: JsonObject | None = None
    failed: set[str] = set()
    while True:
        try:
            return await call(auth)
        except required as error:
            auth = answer(error, stages, failed, "" if auth is None else auth["type"])
