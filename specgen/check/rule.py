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


class Named(Protocol):
    """What every rule has, whatever it looks at: its name is the module's, its docstring is its page."""

    __name__: str
    __doc__: str | None
    SEVERITY: Severity


class Rule(Named, Protocol):
    """A module with these names is a rule; its name is the rule's, with hyphens; its docstring is the rule's page.

    The docstring is a sentence, then `Why:`, `Bad:` and `Good:`. `NEEDS` (optional) names what is dear and only
    computed for rules that ask: `ids` (the site is rendered), `previous` (a tree to compare with),
    `previous-ids` (it is rendered too).

    `GRAIN` (optional) says how little a rule looks at; no more is shown to it, so that what it finds can be remembered
    until that changes. With `file` it sees one file at a time: its texts, its document and what a `$ref` leads to from
    there. With `documents` it sees all documents, and no texts. Without, it sees everything and runs always.
    """

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong."""


def name_of(rule: Named) -> str:
    """Return a rule's name: its module's, with hyphens."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def grain_of(rule: Rule) -> str:
    """Return how little a rule looks at: `file`, `documents` or `all`."""
    return str(getattr(rule, "GRAIN", "all"))


def needs_of(rule: Rule) -> frozenset[str]:
    """Return what a rule needs that is dear to compute."""
    return frozenset(getattr(rule, "NEEDS", ()))
