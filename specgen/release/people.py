"""Who made a release, from git's history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specgen.model.checkout import Commit

BOT = "[bot]"


@dataclass(frozen=True, slots=True)
class People:
    """The authors of a release, and those among them who had no commit before."""

    all: tuple[str, ...]
    new: tuple[str, ...]


def people(commits: Sequence[Commit], before: Iterable[str]) -> People:
    """Return the authors of commits, by name; programs are left out."""
    names = sorted({each.author for each in commits if not each.author.endswith(BOT)}, key=str.casefold)
    known = set(before)
    return People(tuple(names), tuple(name for name in names if name not in known))
