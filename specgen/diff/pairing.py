"""Finds what belongs together on two sides."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[T | None, T | None]


def pairs(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]) -> list[Pair[T]]:
    """Return things of one key as pairs; None for what is on one side only.

    The first key counts most; of several things with the same key, the first ones meet.
    """
    left, right = list(old), list(new)
    found: list[Pair[T]] = []
    for key in keys:
        met: list[tuple[T, T]] = list(take(left, right, key))
        found.extend(met)
    return [*found, *((thing, None) for thing in left), *((None, thing) for thing in right)]


def take(left: list[T], right: list[T], key: Callable[[T], Hashable]) -> Iterator[tuple[T, T]]:
    """Take out of both lists what has the same key, and yield it in pairs."""
    waiting: dict[Hashable, list[T]] = {}
    for thing in right:
        waiting.setdefault(key(thing), []).append(thing)
    rest = []
    for thing in left:
        partners = waiting.get(key(thing))
        if partners:
            yield thing, partners.pop(0)
        else:
            rest.append(thing)
    left[:] = rest
    right[:] = [thing for things in waiting.values() for thing in things]
