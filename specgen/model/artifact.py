"""Files that are still to be written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file: `path` is relative, with `/`, and stays inside the output folder."""

    path: str
    content: bytes
