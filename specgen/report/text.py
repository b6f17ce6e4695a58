"""Diagnostics for people: place, sentence, the source line with a mark under the place, and a summary."""

from collections.abc import Mapping, Sequence

from specgen.diagnostic import Diagnostic, Severity

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36", Severity.OFF: "36"}
LONGEST = 160


def write(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], colour: bool = False) -> str:
    """Return diagnostics whose locations are lines (and columns as offsets) as text. `texts` are files by path."""
    return "".join(block(each, texts, colour) for each in diagnostics)


def block(diagnostic: Diagnostic, texts: Mapping[str, str], colour: bool) -> str:
    """Return one diagnostic: its line, the source line, the mark."""
    place = diagnostic.location
    line, column = place.line or 1, place.offset or 1
    level = paint(diagnostic.severity.name.lower(), COLOURS[diagnostic.severity], colour)
    head = f"{place.path}:{line}:{column}: {level}: {diagnostic.message} [{diagnostic.rule}]\n"
    lines = texts.get(place.path, "").split("\n")
    source = lines[line - 1].rstrip() if line <= len(lines) else ""
    shown = "".join(f"    see {each.path}:{each.line or 1}\n" for each in diagnostic.related)
    if not source or len(source) > LONGEST:
        return head + shown
    mark = " " * (min(column, len(source) + 1) - 1) + "^"
    return f"{head}    {source}\n    {paint(mark, '32', colour)}\n{shown}"


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
