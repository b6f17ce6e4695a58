"""From a source tree to diagnostics: gathers what rules look at, runs them, and finds the lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.check.engine import Choice, chosen, needs
from specgen.check.registry import RULES
from specgen.check.rule import name_of
from specgen.check.suppress import apply, read_suppressions
from specgen.diagnostic import Diagnostic
from specgen.examine.findings import findings
from specgen.examine.memory import Memory
from specgen.examine.subject import Since, gather
from specgen.load.nodes import place_of
from specgen.location import Location
from specgen.model.checkout import Commit
from specgen.model.source import SourceFile, SourceTree


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong with a tree, in a stable order, each at its line; and what the next examination may remember."""

    diagnostics: tuple[Diagnostic, ...]
    memory: Memory


def examine(
    tree: SourceTree,
    theme: Sequence[SourceFile],
    choice: Choice,
    previous: SourceTree | None = None,
    commits: tuple[Commit, ...] = (),
) -> list[Diagnostic]:
    """Return what is wrong with a tree; each location is a line, its offset the column. In a stable order.

    `previous` is an earlier tree to compare with, `commits` those since then where they are known.
    """
    return list(examine_again(tree, theme, choice, Since(previous, commits), Memory()).diagnostics)


def examine_again(
    tree: SourceTree, theme: Sequence[SourceFile], choice: Choice, since: Since, memory: Memory
) -> Examined:
    """Return what is wrong with a tree, as `examine` does. The memory must be one of the same rules and severities."""
    rules = chosen(RULES, choice)
    gathered = gather(tree, theme, needs(rules), since, memory)
    found, now = findings(rules, gathered.subject, choice, gathered.reach, memory.found)
    files = {file.path: file for file in tree.files}
    placed = {placed_at(each, files) for each in sorted(found, key=lambda each: each.location.path)}
    ran = frozenset(map(name_of, rules))
    left = apply(sorted(placed, key=order), read_suppressions(tree.files), ran)
    return Examined(tuple(sorted(left, key=order)), replace(gathered.memory, found=now))


def order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Return what diagnostics are sorted by."""
    place = diagnostic.location
    return place.path, place.line or 0, place.offset or 0, diagnostic.rule, diagnostic.message


def placed_at(diagnostic: Diagnostic, files: Mapping[str, SourceFile]) -> Diagnostic:
    """Return a diagnostic with lines for locations."""
    related = tuple(line_of(each, files) for each in diagnostic.related)
    return replace(diagnostic, location=line_of(diagnostic.location, files), related=related)


def line_of(location: Location, files: Mapping[str, SourceFile]) -> Location:
    """Return a location as line and column."""
    file = files.get(location.path)
    line, column = place_of(file.data, location) if file else (location.line or 1, 1)
    return Location(location.path, line=line, offset=column)
