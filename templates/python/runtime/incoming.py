"""The body of a request as it comes, and whether who asked still listens."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, MutableMapping
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from .failures import APIError

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Task, TimerHandle

T = TypeVar("T")
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
# How many seconds an answer may take before anybody looks whether it is still awaited.
SOON = 0.25
# How many seconds somebody may go on to send what is not wanted, and pause while doing so.
PATIENCE = 30.0
PAUSE = 2.0


class Disconnected(Exception):
    """Who asked is gone before all of the request came, or the answer was ready."""


def refusal(status: int, code: str, error: str, **headers: str) -> APIError:
    """Return an error as an answer."""
    return APIError(status, {"errcode": code, "error": error}, headers=headers)


def too_large(limit: int) -> APIError:
    """Return the error for a body that is larger than allowed."""
    return refusal(413, "M_TOO_LARGE", f"The body is larger than {limit} bytes")


class Incoming:
    """The body of a request. `ended` tells whether all of it came."""

    __slots__ = ("ended", "receive", "touched")

    def __init__(self, receive: Receive) -> None:
        """Take what ASGI gives."""
        self.receive = receive
        self.touched = False
        self.ended = False

    async def next(self) -> bytes:
        """Return the next chunk. Raises Disconnected."""
        self.touched = True
        message = await self.receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        self.ended = not message.get("more_body", False)
        chunk: bytes = message.get("body", b"")
        return chunk

    async def chunks(self, limit: int, size: int = 0) -> AsyncGenerator[bytes]:
        """Yield what is left after a beginning of a size. Raises APIError, Disconnected."""
        while not self.ended:
            chunk = await self.next()
            size += len(chunk)
            if size > limit:
                raise too_large(limit)
            if chunk:
                yield chunk

    async def read(self, limit: int) -> bytes:
        """Return all of it. Raises APIError, Disconnected."""
        first = await self.next()
        if len(first) > limit:
            raise too_large(limit)
        if self.ended:
            return first
        rest = [chunk async for chunk in self.chunks(limit, len(first))]
        return b"".join((first, *rest))

    def announced(self, scope: Message) -> float:
        """Return how many bytes are on their way, and would come to nowhere.

        None are that wait to be asked for (`Expect`), nor where the protocol can say that
        they are not wanted, as HTTP/2 can.
        """
        given = dict(scope["headers"])
        held = b"expect" in given and not self.touched
        if self.ended or held or scope.get("http_version", "1.1")[:2] != "1.":
            return 0
        if b"transfer-encoding" in given:
            return inf
        size = given.get(b"content-length", b"0")
        return int(size[:19]) if size.isdigit() else 0

    async def drain(self, limit: int) -> None:
        """Let the rest of the body come and go, as far as a server has patience for it.

        One that hangs up while somebody still sends resets the connection, and its answer
        may be lost with it.
        """
        import asyncio  # who runs this has imported it already

        task = current_task()
        if task is None:
            return
        clock = task.get_loop().time
        end = clock() + PATIENCE
        with suppress(TimeoutError, Disconnected):
            while not self.ended and limit >= 0 and clock() < end:
                async with asyncio.timeout(PAUSE):
                    limit -= len(await self.next())

    async def unless_gone(self, work: Awaitable[T]) -> T:
        """Return what an awaitable does; it is cancelled when who asked hangs up.

        Raises Disconnected then. Without a task of asyncio to cancel, it runs to its end.
        """
        from asyncio import CancelledError

        task = current_task()
        if task is None:
            return await work
        watch = Watch(self, task)
        try:
            return await work
        except CancelledError:
            if watch.over() and not task.cancelling():
                raise Disconnected from None
            raise
        finally:
            watch.over()


def current_task() -> Task[Any] | None:
    """Return the task that runs this; None where asyncio does not."""
    import asyncio

    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


async def turn() -> None:
    """Let others have their turn: those that hear of a connection's end among them."""
    if current_task() is not None:
        import asyncio

        await asyncio.sleep(0)


class Watch:
    """Looks whether who asked is still there, and cancels a task that works for nobody."""

    __slots__ = ("incoming", "loop", "task", "timer", "told", "watcher")

    def __init__(self, incoming: Incoming, task: Task[Any]) -> None:
        """Begin soon: most answers are ready before that."""
        self.incoming = incoming
        self.task = task
        self.loop: AbstractEventLoop = task.get_loop()
        self.watcher: Task[None] | None = None
        self.told = False
        self.timer: TimerHandle = self.loop.call_later(SOON, self.begin)

    def begin(self) -> None:
        """Begin to listen."""
        self.watcher = self.loop.create_task(self.listen())

    async def listen(self) -> None:
        """Wait for the end of a connection."""
        try:
            while not self.incoming.ended:
                await self.incoming.next()
            message = await self.incoming.receive()
        except Disconnected:
            message = {"type": "http.disconnect"}
        if message["type"] == "http.disconnect":
            self.told = True
            self.task.cancel()

    def over(self) -> bool:
        """Stop listening; tell whether the task was cancelled, which is forgotten."""
        told, self.told = self.told, False
        if told:
            self.task.uncancel()
        self.timer.cancel()
        if self.watcher is not None:
            self.watcher.cancel()
        return told
