"""Changes as plain text for a terminal."""

from collections.abc import Iterator, Sequence

from specgen.model.change import Impact
from specgen.report.changes.groups import Section

TITLES = {
    Impact.BREAKING: "Breaking",
    Impact.POTENTIALLY_BREAKING: "Potentially breaking",
    Impact.COMPATIBLE: "Compatible",
    Impact.DOCUMENTATION: "Documentation",
}
# How many subjects that share something are named: on a line, and where there is more room.
FEW = 3
MOST = 12


def summary(names: tuple[str, str], found: Sequence[Section]) -> str:
    """Return one line that says how much changed."""
    return f"{names[0]} → {names[1]}: {counted(found)}"


def counted(found: Sequence[Section]) -> str:
    """Return how many changes of each impact there are."""
    parts = (f"{section.count} {TITLES[section.impact].lower()}{noted(section)}" for section in found if section.count)
    return ", ".join(parts) or "nothing changed"


def noted(section: Section) -> str:
    """Return in brackets how many changes of a section only give formats and patterns, where these are many."""
    return f" ({section.noted} of them formats and patterns)" if section.noted else ""


def write(names: tuple[str, str], found: Sequence[Section], words: bool) -> str:
    """Return all changes; those of documentation only if `words`."""
    return "\n".join((summary(names, found), *lines(found, words), ""))


def lines(found: Sequence[Section], words: bool) -> Iterator[str]:
    """Yield the lines of each section."""
    for section in found:
        if not section.count or (section.impact == Impact.DOCUMENTATION and not words):
            continue
        yield from ("", f"{TITLES[section.impact]} ({section.count})")
        for entry in section.entries:
            yield from ("", f"  {some(entry.subjects)}")
            for line in entry.lines:
                rules = ", ".join(dict.fromkeys(each.judgement for each in line.facts))
                yield f"    {line.text}  [{rules}]"


def some(subjects: Sequence[str], few: int = FEW) -> str:
    """Return the first few subjects, and how many more there are."""
    more = len(subjects) - few
    return ", ".join(subjects) if more <= 1 else f"{', '.join(subjects[:few])} and {more} more"
