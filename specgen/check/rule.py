"""What a rule is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from specgen.diagnostic import Fix, Severity
from specgen.location import Location
from specgen.model.subject import Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: a place and a sentence; `related` points at the other half."""

    location: Location
    message: str
    related: tuple[Location, ...] = ()
    fix: Fix | None = None


class Rule(Protocol):
    """A module with these names is a rule; its name is the rule's, with hyphens; its docstring is the rule's page.

    The docstring is a sentence, then `Why:`, `Bad:` and `Good:`. `NEEDS` (optional) names what is dear and only
    computed for rules that ask: `ids` (the site is rendered), `previous` (a tree to compare with),
    `previous-ids` (it is rendered too).
    """

    __name__: str
    __doc__: str | None
    SEVERITY: Severity

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong."""


def name_of(rule: Rule) -> str:
    """Return a rule's name: its module's, with hyphens."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def needs_of(rule: Rule) -> frozenset[str]:
    """Return what a rule needs that is dear to compute."""
    return frozenset(getattr(rule, "NEEDS", ()))
