"""Facts that several rules ask for, computed once for each subject (or each part of one)."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Fact = TypeVar("Fact")
Source = TypeVar("Source")


def once(compute: Callable[[Source], Fact]) -> Callable[[Source], Fact]:
    """Return a function that remembers what it computed last; rules run one after the other on one subject."""
    last: list[tuple[Source, Fact]] = []

    @wraps(compute)
    def remembered(subject: Source) -> Fact:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, compute(subject))]
        return last[0][1]

    return remembered
