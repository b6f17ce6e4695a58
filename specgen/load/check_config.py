"""Reads the severities that a tree's `specgen.toml` (`[check]`) or `pyproject.toml` (`[tool.specgen.check]`) sets."""

import tomllib

from specgen.diagnostic import Severity
from specgen.errors import SpecgenError
from specgen.model.source import SourceTree

LEVELS = {"off": Severity.OFF, "info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}


def read_severities(tree: SourceTree) -> dict[str, Severity]:
    """Return severities by rule. Raises `SpecgenError` for a level that there is not."""
    table: object = {}
    for path, keys in (("pyproject.toml", ("tool", "specgen", "check")), ("specgen.toml", ("check",))):
        file = tree.find(path)
        try:
            table = tomllib.loads(file.text()) if file else table
        except tomllib.TOMLDecodeError:
            continue
        if file:
            for key in keys:
                table = table.get(key, {}) if isinstance(table, dict) else {}
    return {str(name): level(str(name), word) for name, word in table.items()} if isinstance(table, dict) else {}


def level(name: str, word: object) -> Severity:
    """Return a severity by its word. Raises `SpecgenError`."""
    if not isinstance(word, str) or word not in LEVELS:
        raise SpecgenError(f"[check] sets `{name}` to `{word}`: it can be {', '.join(LEVELS)}")
    return LEVELS[word]
