"""What git tells of files: who touched them when, and which branches there are."""

from dataclasses import dataclass

from specgen.model.checkout import Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One file in one commit.

    `kind` is git's letter: A for a new file, M for a changed one, D for one that is gone, R for one that was `old`
    before. `commit.day` is when it came into the history, `written` when its author made it; `helpers` are those whom
    it names as co-authors.
    """

    kind: str
    path: str
    commit: Commit
    written: str
    old: str = ""
    helpers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch, `local` or of a remote, and the day of its last commit."""

    name: str
    tip: str
    day: str
    local: bool
