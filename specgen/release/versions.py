"""Versions of a specification: `v1.20` follows `v1.19`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from specgen.errors import SpecgenError

VERSION = re.compile(r"v?(\d+)\.(\d+)\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version by its two numbers."""

    major: int
    minor: int

    def __str__(self) -> str:
        """Return the version as tags and pages are called."""
        return f"v{self.major}.{self.minor}"

    @property
    def number(self) -> str:
        """Return the version without the letter."""
        return f"{self.major}.{self.minor}"


def find_version(text: str) -> Version | None:
    """Return the version that a tag's name says, or None."""
    match = VERSION.match(text)
    return Version(int(match[1]), int(match[2])) if match else None


def read_version(text: str) -> Version:
    """Return the version that a user gave. Raises `SpecgenError` for what is none."""
    version = find_version(text)
    if version is None:
        raise SpecgenError(f"`{text}` is no version: give one such as v1.20")
    return version


def newest(names: Iterable[str], below: Version | None = None) -> Version | None:
    """Return the highest version among names, of those below another if there is one."""
    found = [version for version in map(find_version, names) if version and (below is None or version < below)]
    return max(found, default=None)


def following(last: Version | None) -> tuple[Version, ...]:
    """Return the versions that may follow a release: the next minor one first. Empty: any may."""
    return (Version(last.major, last.minor + 1), Version(last.major + 1, 0)) if last else ()
