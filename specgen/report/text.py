"""Diagnostics for people: place, sentence, the source line with a mark under the place, and a summary."""

from collections.abc import Mapping, Sequence

from specgen.diagnostic import Diagnostic, Severity

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36", Severity.OFF: "36"}
LONGEST = 160
CUT = "… "


def write(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], colour: bool = False) -> str:
    """Return diagnostics whose locations are lines (and columns as offsets) as text. `texts` are files by path."""
    named = {each.location.path for each in diagnostics}
    lines = {path: texts[path].split("\n") for path in named if path in texts}
    return "".join(block(each, lines.get(each.location.path, []), colour) for each in diagnostics)


def block(diagnostic: Diagnostic, lines: Sequence[str], colour: bool) -> str:
    """Return one diagnostic of a file with these lines: its line, the source line, the mark."""
    place = diagnostic.location
    line, column = place.line or 1, place.offset or 1
    level = paint(diagnostic.severity.name.lower(), COLOURS[diagnostic.severity], colour)
    head = f"{place.path}:{line}:{column}: {level}: {diagnostic.message} [{diagnostic.rule}]\n"
    source, column = around(lines[line - 1], column) if line <= len(lines) else ("", 1)
    shown = "".join(f"    see {each.path}:{each.line or 1}\n" for each in diagnostic.related)
    if not source:
        return head + shown
    mark = " " * (column - 1) + "^"
    return f"{head}    {source}\n    {paint(mark, '32', colour)}\n{shown}"


def around(line: str, column: int) -> tuple[str, int]:
    """Return a line and the column in it, or what is around the column where the line is too long to be read."""
    if len(line) <= LONGEST:
        source = line.rstrip()
        return source, min(column, len(source) + 1)
    start = max(0, min(column - LONGEST // 2, len(line) - LONGEST))
    part = line[start : start + LONGEST]
    source = f"{CUT if start else ''}{part}{CUT if start + len(part) < len(line) else ''}".rstrip()
    return source, min(column - start + (len(CUT) if start else 0), len(source) + 1)


def paint(text: str, code: str, colour: bool) -> str:
    """Return a text in an ANSI colour, if colours are wanted."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one line about all findings: `3 errors, 12 warnings in 4 files; 1 fixable with --fix`."""
    if not diagnostics:
        return "nothing found"
    levels = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    amounts = [(sum(each.severity == level for each in diagnostics), level.name.lower()) for level in levels]
    found = ", ".join(plural(amount, name) for amount, name in amounts if amount)
    files = plural(len({each.location.path for each in diagnostics}), "file")
    fixable = sum(each.fix is not None for each in diagnostics)
    return f"{found} in {files}" + (f"; {fixable} fixable with --fix" if fixable else "")


def plural(amount: int, name: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{amount} {name}{'' if amount == 1 else 's'}"
