"""Finds the lines of many places; each file is parsed once."""

from collections.abc import Mapping
from typing import Any

from specgen.load.nodes import UnreadableError, compose, member
from specgen.location import Location, unescape


class Lines:
    """The lines of places in some files; a class because it remembers the files that it parsed."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the files' texts by path."""
        self.texts = texts
        self.roots: dict[str, Any] = {}

    def line(self, location: Location) -> int:
        """Return the line of a place, from 1; that of the nearest place around it if it is not there."""
        if location.line is not None or not location.pointer:
            return location.line or 1
        node = self.root(location.path)
        line = 1
        for name in map(unescape, location.pointer.split("/")[1:]):
            step = None if node is None else member(node, name)
            if step is None:
                break
            line, node = step[0].line + 1, step[1]
        return line

    def root(self, path: str) -> Any:
        """Return the YAML node of a file, None for what is not YAML."""
        if path not in self.roots:
            try:
                self.roots[path] = compose(self.texts.get(path, ""))
            except UnreadableError:
                self.roots[path] = None
        return self.roots[path]
