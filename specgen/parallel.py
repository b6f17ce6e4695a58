"""Shares work between processes, where the system can fork; the results are the same without."""

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from specgen.errors import SpecgenError

T = TypeVar("T")


def both(first: Callable[[], T], second: Callable[[], T]) -> tuple[T, T]:
    """Return the results of two functions, computed at the same time if there is more than one processor."""
    if (os.cpu_count() or 1) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return first(), second()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=send, args=(sender, second))
    child.start()
    sender.close()
    mine = first()
    try:
        theirs: T = receiver.recv()
    except EOFError:
        theirs = second()
    child.join()
    return mine, theirs


def send(sender: "multiprocessing.connection.Connection", function: Callable[[], object]) -> None:
    """Compute in the child and send the result; what goes wrong shows when the parent computes it again."""
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
