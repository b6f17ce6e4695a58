"""Changes as Markdown, for a comment or a changelog."""

from collections.abc import Iterator, Sequence

from specgen.model.change import Impact
from specgen.report.changes.groups import Section
from specgen.report.changes.text import MOST, TITLES, some, summary


def write(names: tuple[str, str], found: Sequence[Section], words: bool) -> str:
    """Return all changes as headings and lists; those of documentation only if `words`."""
    return "\n".join(blocks(names, found, words)) + "\n"


def blocks(names: tuple[str, str], found: Sequence[Section], words: bool) -> Iterator[str]:
    """Yield the lines of the text."""
    yield from (f"# {escaped(names[0])} → {escaped(names[1])}", "", f"{escaped(summary(names, found))}.")
    for section in found:
        if not section.count or (section.impact == Impact.DOCUMENTATION and not words):
            continue
        yield from ("", f"## {TITLES[section.impact]}", "")
        for entry in section.entries:
            yield f"- {some([code(subject) for subject in entry.subjects], MOST)}"
            yield from (f"  - {escaped(line.text)}" for line in entry.lines)


def code(text: str) -> str:
    """Return a text in code style; a blank at its end stays visible."""
    return f"`{text}`"


def escaped(text: str) -> str:
    """Return a text whose `code` stays as it is and whose other marks are taken literally."""
    parts = text.split("`")
    plain = ["".join(f"\\{char}" if char in "*_[]<>#|\\" else char for char in part) for part in parts]
    return "`".join(part if index % 2 else plain[index] for index, part in enumerate(parts))
