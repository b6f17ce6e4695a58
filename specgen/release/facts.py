"""What a release is planned from, as one value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from specgen.model.checkout import Checkout, FileChange
from specgen.release.versions import Version, following, newest

MARK = re.compile(r"^(?:date|release_date): *[\"']?([^\"'\n]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a plan is made from.

    `changes` are the files that the release makes different, by step; `present` is what these hold now. `status` is
    what the last commit says; `recorded` tells that it is the release already (on the way back: that it is unstable).
    `branch` is the one that the user named.
    """

    name: str
    version: Version
    last: Version | None
    checkout: Checkout
    changes: tuple[tuple[str, tuple[FileChange, ...]], ...]
    present: Mapping[str, bytes | None]
    status: str = "unstable"
    recorded: bool = False
    branch: str = ""


def last_release(checkout: Checkout, said: Version | None, version: Version | None = None) -> Version | None:
    """Return the last release below a version: from the tags that the head contains, and the settings."""
    names = (*checkout.merged, str(said) if said else "")
    return newest(names, version)


def next_version(checkout: Checkout, said: Version | None) -> Version | None:
    """Return the version that is to be released next, if there was one before."""
    return next(iter(following(last_release(checkout, said))), None)


def pages_date(page: str) -> str:
    """Return the date in the front matter of a changelog page, as it is written there."""
    front = page.split("\n---", 1)[0] if page.startswith("---") else ""
    match = MARK.search(front)
    return match[1].strip() if match else ""
