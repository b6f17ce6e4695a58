"""Change proposals as the proposals page lists them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposal in a state of the process. Dates are `YYYY-MM-DD`."""

    number: int
    url: str
    title: str
    created: str = ""
    updated: str = ""
    documentation: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    shepherd: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalState:
    """One state of the process and the proposals that are in it."""

    label: str
    title: str
    proposals: tuple[Proposal, ...]
