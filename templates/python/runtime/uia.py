"""User-interactive authentication: go through the stages that a server asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote

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
        flows = [each for each in given if is_object(each)] if is_list(given) else []
        found = (flow.get("stages") for flow in flows)
        return tuple(tuple(map(str, each)) for each in found if is_list(each))

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


# The members that complete a stage, or what makes them from the server's question. `type`
# as None leaves it out: so a client tells that the user has been to the fallback page.
Stage: TypeAlias = "Mapping[str, Any] | Callable[[UIARequired], Mapping[str, Any]]"
Stages: TypeAlias = "Mapping[str, Stage]"
# The same for async clients, whose stages may be awaited.
AsyncStage: TypeAlias = "Stage | Callable[[UIARequired], Awaitable[Mapping[str, Any]]]"
AsyncStages: TypeAlias = "Mapping[str, AsyncStage]"


def password_stage(user_id: str, password: str) -> JsonObject:
    """Return what completes `m.login.password` for a user."""
    identifier = {"type": "m.id.user", "user": user_id}
    return {"identifier": identifier, "password": password}


def fallback_url(base_url: str, stage: str, session: str) -> str:
    """Return the page where a user completes a stage in a browser."""
    path = f"/_matrix/client/v3/auth/{quote(stage, safe='')}/fallback/web"
    return f"{base_url.rstrip('/')}{path}?session={quote(session, safe='')}"


@dataclass(slots=True)
class Progress:
    """How far an authentication has come: what is sent next, and which stages are of no use."""

    stages: AsyncStages
    auth: JsonObject | None = None
    tried: str = ""
    failed: set[str] = field(default_factory=set[str])

    def next(self, asked: UIARequired) -> Any:
        """Return what completes the next stage of a flow; raise where there is none."""
        if self.tried and self.tried not in asked.completed:
            self.failed.add(self.tried)
        able = {*self.stages, DUMMY} - self.failed
        for flow in asked.flows:
            left = [stage for stage in flow if stage not in asked.completed]
            if left and able.issuperset(left):
                self.tried = left[0]
                stage = self.stages.get(left[0], {})
                return stage(asked) if callable(stage) else stage
        raise asked

    def take(self, asked: UIARequired, members: Mapping[str, Any]) -> None:
        """Send the members of a stage next."""
        auth = {"type": self.tried, "session": asked.session, **members}
        self.auth = {k: v for k, v in auth.items() if v is not None}


def complete(
    call: Callable[[A | None], T], stages: Stages, make: Callable[[JsonObject], A]
) -> T:
    """Call with `auth` until the server is content, a stage at a time."""
    progress = Progress(stages)
    while True:
        try:
            return call(None if progress.auth is None else make(progress.auth))
        except UIARequired as asked:
            progress.take(asked, progress.next(asked))


async def complete_async(
    call: Callable[[A | None], Awaitable[T]],
    stages: AsyncStages,
    make: Callable[[JsonObject], A],
) -> T:
    """Call with `auth` until the server is content, a stage at a time."""
    progress = Progress(stages)
    while True:
        try:
            return await call(None if progress.auth is None else make(progress.auth))
        except UIARequired as asked:
            members = progress.next(asked)
            if isawaitable(members):
                members = await members
            progress.take(asked, members)
