"""The states of the process that a proposal goes through, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """One state: its label on the tracker, and what it is called. `accepted` and `closed` tell how it ended."""

    label: str
    title: str
    accepted: bool = False
    closed: bool = False


# The order is that of the process: of several states, the later one counts.
STATES = (
    State("draft", "Draft"),
    State("in-review", "In review"),
    State("proposed-final-comment-period", "Proposed for final comment period"),
    State("final-comment-period", "In final comment period"),
    State("finished-final-comment-period", "Accepted", accepted=True),
    State("spec-pr-missing", "Accepted, not yet in the specification", accepted=True),
    State("spec-pr-in-review", "Accepted, on its way into the specification", accepted=True),
    State("merged", "Merged into the specification", accepted=True),
    State("proposal-postponed", "Postponed", closed=True),
    State("abandoned", "Abandoned", closed=True),
    State("closed", "Closed", closed=True),
    State("obsolete", "Obsolete", closed=True),
)
BY_LABEL = {state.label: state for state in STATES}
DRAFT, IN_REVIEW = BY_LABEL["draft"], BY_LABEL["in-review"]
FINAL_COMMENT = BY_LABEL["final-comment-period"]
ACCEPTED, CLOSED = BY_LABEL["finished-final-comment-period"], BY_LABEL["closed"]


def furthest(labels: Iterable[str]) -> State | None:
    """Return the state that labels tell, the furthest of several; None where none of them is a state."""
    known = [BY_LABEL[label] for label in map(str.lower, labels) if label in BY_LABEL]
    return max(known, key=STATES.index, default=None)
