"""Changes as annotations of a pull request (GitHub's workflow commands), one for each line of the sources."""

from collections.abc import Iterator, Sequence

from specgen.location import NOWHERE
from specgen.model.change import Impact, Judged
from specgen.report.changes.groups import Line, Section, by_source
from specgen.report.changes.lines import Lines
from specgen.report.changes.text import TITLES, some
from specgen.report.github import quoted

LEVELS = {Impact.BREAKING: "error", Impact.POTENTIALLY_BREAKING: "warning", Impact.COMPATIBLE: "notice"}


def write(found: Sequence[Section], lines: Lines) -> str:
    """Return one workflow command for each thing to say. `lines` are those of the newer tree."""
    return "".join(
        command(section.impact, entry.subjects, line, lines)
        for section in found
        if section.impact in LEVELS
        for entry in by_source(facts_of(section))
        for line in entry.lines
    )


def facts_of(section: Section) -> list[Judged]:
    """Return the facts of a section in the order in which they are told: what is told once stands in many lines."""
    return [fact for entry in section.entries for line in entry.lines for fact in line.facts]


def command(impact: Impact, subjects: Sequence[str], line: Line, lines: Lines) -> str:
    """Return one `::error file=…::` line."""
    title = quoted(f"{TITLES[impact]}: {', '.join(rules(line))}", True)
    location = line.facts[0].change.location
    where = "" if location == NOWHERE else f"file={quoted(location.path, True)},line={lines.line(location)},"
    return f"::{LEVELS[impact]} {where}title={title}::{quoted(f'{some(subjects)}: {line.text}', False)}\n"


def rules(line: Line) -> Iterator[str]:
    """Yield the names of the judgements of a line."""
    yield from dict.fromkeys(each.judgement for each in line.facts)
