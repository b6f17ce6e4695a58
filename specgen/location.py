"""Where a thing stands: a file and the place in it, named by what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source file: an RFC 6901 pointer, or a line (from 1) where there is no pointer.

    `offset` counts characters into the text that the rest names, the scalar at `pointer` or else the file; beside a
    line it is the column (from 1).
    """

    path: str
    pointer: str = ""
    line: int | None = None
    offset: int | None = None


NOWHERE = Location("")


def escape(key: str) -> str:
    """Return `key` as one token of an RFC 6901 pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """Return the key that one token of an RFC 6901 pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~")
