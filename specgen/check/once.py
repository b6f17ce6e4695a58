"""Facts that several rules ask for, computed once for each subject."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from specgen.model.subject import Subject

Fact = TypeVar("Fact")


def once(compute: Callable[[Subject], Fact]) -> Callable[[Subject], Fact]:
    """Return a function that remembers what it computed last; rules run one after the other on one subject."""
    last: list[tuple[Subject, Fact]] = []

    @wraps(compute)
    def remembered(subject: Subject) -> Fact:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, compute(subject))]
        return last[0][1]

    return remembered
