"""What a rule for proposals is, and what it looks at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from specgen.diagnostic import Severity
from specgen.msc.text import ProposalText

# Since then what the process asks of a proposal's form has been what it is today.
TODAYS_FORM = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A proposal and what is known around it.

    `draft`: it is not on the trunk of its repository. `accepted` are the numbers of those that are, empty where that
    is not known. `missing` are the files of the repository that it leads to and that are not there. `ids` are those
    of each page of the specification, by version and URL; `newest` is its last release. `template` are digests of
    sentences that belong to a template. `neighbours` are the names of the files beside it.
    """

    proposal: ProposalText
    draft: bool = False
    accepted: frozenset[int] = frozenset()
    missing: frozenset[str] = frozenset()
    ids: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    newest: str = ""
    template: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()

    @property
    def current(self) -> bool:
        """Tell whether the proposal has to have the form that the process asks for today."""
        return self.draft or self.proposal.number == 0 or self.proposal.number >= TODAYS_FORM

    @property
    def form(self) -> Severity:
        """Return how bad it is if the form is not today's: older proposals could not know it."""
        return Severity.ERROR if self.current else Severity.INFO


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that a machine can make: characters `start` to `end` of the proposal become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: an offset and a sentence; `severity` where it is not the rule's own."""

    start: int
    message: str
    edit: Edit | None = None
    severity: Severity | None = None


class ProposalRule(Protocol):
    """A module with these names is a rule, as in `check.rule`: it has the rule's name, its docstring is the page."""

    __name__: str
    __doc__: str | None
    SEVERITY: Severity

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield what is wrong."""
