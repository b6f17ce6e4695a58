"""Shares work between processes, where the system can fork; the results are the same without."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from specgen.errors import SpecgenError

PR_SET_PDEATHSIG = 1
J = TypeVar("J")
T = TypeVar("T")
U = TypeVar("U")


def can_share() -> bool:
    """Tell whether there is more than one processor and the system can fork: safely, so from a single thread."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return (os.cpu_count() or 1) > 1 and can_fork


def both(first: Callable[[], T], second: Callable[[], U]) -> tuple[T, U]:
    """Return the results of two functions, computed at the same time if there is more than one processor."""
    if not can_share() or multiprocessing.parent_process() is not None:
        return first(), second()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=send, args=(sender, second))
    child.start()
    sender.close()
    mine = first()
    try:
        theirs: U = receiver.recv()
    except EOFError:
        theirs = second()
    child.join()
    return mine, theirs


def send(sender: Connection, function: Callable[[], object]) -> None:
    """Compute in the child and send the result; what goes wrong shows when the parent computes it again.

    Ctrl-C reaches both: the child goes silently, the parent says what there is to say.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(SpecgenError):
        sender.send(function())
    sender.close()


def halves(items: Sequence[T], weight: Callable[[T], int]) -> tuple[list[T], list[T]]:
    """Return items in two groups of about the same weight, each in the given order."""
    left: set[int] = set()
    loads = [0, 0]
    for index in sorted(range(len(items)), key=lambda index: (-weight(items[index]), index)):
        side = 0 if loads[0] <= loads[1] else 1
        loads[side] += weight(items[index])
        if side == 0:
            left.add(index)
    return [item for index, item in enumerate(items) if index in left], [
        item for index, item in enumerate(items) if index not in left
    ]


def each(jobs: Sequence[J], work: Callable[[J], T]) -> Iterator[tuple[J, T | None]]:
    """Yield each job with its result as soon as it is there; None for one whose process ended with a traceback.

    Of two processes one does the first half, one the second, each in order: neighbours, which have most in common,
    are done by the same one, and it remembers what it did. Who is done first helps the other from the end.
    """
    if not can_share() or len(jobs) < 2:
        yield from ((job, work(job)) for job in jobs)
        return
    middle = (len(jobs) + 1) // 2
    first, second = deque(jobs[:middle]), deque(jobs[middle:])
    workers = [Worker(work, first, second), Worker(work, second, first)]
    try:
        while busy := [worker for worker in workers if worker.begin()]:
            for pipe in wait([worker.pipe for worker in busy]):
                yield from (worker.end() for worker in busy if worker.pipe is pipe)
    finally:
        for worker in workers:
            worker.stop()


class Worker(Generic[J, T]):
    """A process that does one job after the other; a class because the process may have to be started again."""

    def __init__(self, work: Callable[[J], T], own: deque[J], others: deque[J]) -> None:
        """Start the process. It takes its own jobs from the front, then others' from the end."""
        self.work, self.own, self.others = work, own, others
        self.job: list[J] = []
        self.start()

    def start(self) -> None:
        """Start a process that waits for jobs."""
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, self.pipe, self.work, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()

    def begin(self) -> bool:
        """Hand out the next job if there is none under way; tell whether there is one now."""
        if not self.job and (self.own or self.others):
            self.job.append(self.own.popleft() if self.own else self.others.pop())
            self.pipe.send(self.job[0])
        return bool(self.job)

    def end(self) -> tuple[J, T | None]:
        """Return the job under way with its result; a process that ended is replaced."""
        job = self.job.pop()
        try:
            result: T = self.pipe.recv()
        except (EOFError, ConnectionError):
            self.stop()
            self.start()
            return job, None
        return job, result

    def stop(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def die_with_parent(parent: int) -> None:
    """Have this process end when its parent is killed (Linux, prctl), so that nothing writes behind a later run.

    A parent that was killed before that could be asked for is another one by now.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def serve(pipe: Connection, other: Connection, work: Callable[[J], T], parent: int) -> None:
    """Do the jobs that come through a pipe until it is closed. The parent is who listens to the keyboard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(parent)
    other.close()
    with contextlib.suppress(EOFError):
        while True:
            pipe.send(work(pipe.recv()))
