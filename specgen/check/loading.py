"""Findings that loading and rendering already made, for the rules of their names."""

from collections.abc import Callable, Iterator

from specgen.check.rule import Finding
from specgen.model.subject import Subject


def found_while_loading(name: str) -> Callable[[Subject], Iterator[Finding]]:
    """Return the `check` of a rule whose findings loading makes."""

    def check(subject: Subject) -> Iterator[Finding]:
        for each in subject.loading:
            if each.rule == name:
                yield Finding(each.location, each.message, each.related)

    return check
