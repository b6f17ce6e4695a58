"""User-interactive authentication: go through the stages that a server asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from .codec import JsonObject, is_list, is_object
from .failures import APIError

T = TypeVar("T")
A = TypeVar("A")
DUMMY = "m.login.dummy"


class UIARequired(APIError):
    """The server asks for more authentication: one of `flows`, stage by stage."""

    @property
    def flows(self) -> tuple[tuple[str, ...], ...]:
        """Return the ways to authenticate, each the stages in order."""
        given = self.body.get("flows")
        flows: list[Any] = given if is_list(given) else []
        return tuple(tuple(map(str, flow.get("stages", ()))) for flow in flows)

    @property
    def completed(self) -> tuple[str, ...]:
        """Return the stages that are done."""
        given = self.body.get("completed")
        return tuple(map(str, given)) if is_list(given) else ()

    @property
    def params(self) -> JsonObject:
        """Return what stages need to know, by stage."""
        given = self.body.get("params")
        return given if is_object(given) else {}

    @property
    def session(self) -> str | None:
        """Return the name of this conversation; it goes back with every stage."""
        return self.text("session")


# The members that complete a stage, or what makes them from the server's question.
Stage: TypeAlias = "Mapping[str, Any] | Callable[[UIARequired], Mapping[str, Any]]"
Stages: TypeAlias = "Mapping[str, Stage]"


def password_stage(user_id: str, password: str) -> JsonObject:
    """Return what completes `m.login.password` for a user."""
    identifier = {"type": "m.id.user", "user": user_id}
    return {"identifier": identifier, "password": password}


def next_stage(
    asked: UIARequired, stages: Stages, failed: set[str]
) -> JsonObject | None:
    """Return the next stage of a flow that can be completed; None where there is none."""
    able = {*stages, DUMMY} - failed
    for flow in asked.flows:
        left = [stage for stage in flow if stage not in asked.completed]
        if left and able.issuperset(left):
            stage = stages.get(left[0], {})
            members = stage(asked) if callable(stage) else stage
            auth = {"type": left[0], **members}
            return auth if asked.session is None else {**auth, "session": asked.session}
    return None


def follow(
    asked: UIARequired, stages: Stages, failed: set[str], last: str
) -> JsonObject:
    """Return what to send after a question; raises it again where no flow is left."""
    if last and asked.errcode and last not in asked.completed:
        failed.add(last)
    auth = next_stage(asked, stages, failed)
    if auth is None:
        raise asked
    return auth


def complete(
    call: Callable[[A | None], T], stages: Stages, make: Callable[[JsonObject], A]
) -> T:
    """Call with `auth` until the server is content, a stage at a time."""
    auth: JsonObject | None = None
    failed: set[str] = set()
    while True:
        try:
            return call(None if auth is None else make(auth))
        except UIARequired as asked:
            auth = follow(asked, stages, failed, "" if auth is None else auth["type"])


async def complete_async(
    call: Callable[[A | None], Awaitable[T]],
    stages: Stages,
    make: Callable[[JsonObject], A],
) -> T:
    """Call with `auth` until the server is content, a stage at a time."""
    auth: JsonObject | None = None
    failed: set[str] = set()
    while True:
        try:
            return await call(None if auth is None else make(auth))
        except UIARequired as asked:
            auth = follow(asked, stages, failed, "" if auth is None else auth["type"])
