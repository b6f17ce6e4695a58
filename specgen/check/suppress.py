"""Suppressions: a comment beside the cause that names a rule and says why.

In YAML and TOML `# specgen: ignore[rule] because …`, in Markdown `<!-- specgen: ignore[rule] because … -->`; on the
line of the finding, or alone on the line above.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import Location
from specgen.model.source import SourceFile

COMMENT = re.compile(r"(?:#|<!--)\s*specgen:\s*ignore\[([^\]\n]*)\]\s*(.*?)\s*(?:-->|$)", re.M)
TEXT_ENDINGS = (".yaml", ".yml", ".json", ".md", ".toml")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: its place, the lines (from 1) that it speaks for, the rules that it silences, and its reason."""

    path: str
    line: int
    column: int
    lines: tuple[int, ...]
    rules: tuple[str, ...]
    reason: str


def read_suppressions(files: Iterable[SourceFile]) -> Iterator[Suppression]:
    """Yield the suppressions of all files."""
    for file in files:
        if file.path.endswith(TEXT_ENDINGS) and b"specgen:" in file.data:
            text = file.text()
            for match in COMMENT.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                start = text.rfind("\n", 0, match.start()) + 1
                alone = not text[start : match.start()].strip()
                rules = tuple(name.strip() for name in match[1].split(",") if name.strip())
                lines = (line, line + 1) if alone else (line,)
                yield Suppression(file.path, line, match.start() - start + 1, lines, rules, match[2])


def apply(placed: Iterable[Diagnostic], suppressions: Iterable[Suppression], ran: frozenset[str]) -> list[Diagnostic]:
    """Return the diagnostics (whose locations are lines) that are not suppressed, and what is wrong with comments.

    A suppression of a rule that did not run (`ran`) is not called unused.
    """
    listed = list(suppressions)
    used: set[tuple[Suppression, str]] = set()
    result = []
    for diagnostic in placed:
        hits = [each for each in listed if speaks_for(each, diagnostic)]
        used.update((each, diagnostic.rule) for each in hits)
        if not hits:
            result.append(diagnostic)
    return [*result, *wrong_comments(listed, used, ran)]


def speaks_for(suppression: Suppression, diagnostic: Diagnostic) -> bool:
    """Tell whether a suppression silences a diagnostic."""
    place = diagnostic.location
    return diagnostic.rule in suppression.rules and suppression.path == place.path and place.line in suppression.lines


def wrong_comments(
    suppressions: list[Suppression], used: set[tuple[Suppression, str]], ran: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each suppression without a reason or without use."""
    for each in suppressions:
        place = Location(each.path, line=each.line, offset=each.column)
        blank = Diagnostic(place, "", Severity.WARNING, "")
        if not each.reason and "suppression-reason" in ran:
            yield replace(blank, rule="suppression-reason", message="suppression does not say why")
        if "suppression-used" in ran:
            for rule in each.rules:
                if rule in ran and (each, rule) not in used:
                    message = f"suppression of `{rule}` silences nothing"
                    yield replace(blank, rule="suppression-used", message=message)
