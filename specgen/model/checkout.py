"""A git working tree as values: its state, its history, and what is to be changed in it."""

import re
from dataclasses import dataclass

SQUASHED = re.compile(r"\(#(\d+)\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `author` is the name that the mail map gives, `day` is `YYYY-MM-DD`."""

    sha: str
    author: str
    day: str
    subject: str

    @property
    def pull_request(self) -> str:
        """Return the number at the end of a squashed commit's subject, `Title (#123)`, or nothing."""
        match = SQUASHED.search(self.subject)
        return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, the commit that it leads to, and that commit's day."""

    name: str
    commit: str
    day: str


@dataclass(frozen=True, slots=True)
class Pending:
    """A path that differs from the last commit; `staged` and `unstaged` are git's letters, a blank for nothing."""

    path: str
    staged: str
    unstaged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """The state of a git working tree.

    `branch` is empty for a detached head, `trunk` is the default branch of `origin` where that is known; `behind`
    counts the commits that the upstream branch is ahead. `merged` names the tags that the head contains.
    """

    head: str
    day: str
    branch: str
    trunk: str = ""
    behind: int = 0
    tags: tuple[Tag, ...] = ()
    merged: tuple[str, ...] = ()
    pending: tuple[Pending, ...] = ()

    def tag(self, name: str) -> Tag | None:
        """Return the tag of a name, or None."""
        return next((tag for tag in self.tags if tag.name == name), None)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file to be made what it is in `after`; None where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None
