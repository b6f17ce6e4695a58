"""Diagnostics as annotations of a pull request (GitHub's workflow commands)."""

from collections.abc import Mapping, Sequence

from specgen.diagnostic import Diagnostic, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice", Severity.OFF: "notice"}


def write(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """Return one workflow command for each diagnostic."""
    return "".join(map(command, diagnostics))


def command(diagnostic: Diagnostic) -> str:
    """Return one `::error file=…::` line."""
    place = diagnostic.location
    where = f"file={quoted(place.path, True)},line={place.line or 1},col={place.offset or 1}"
    title = quoted(diagnostic.rule, True)
    return f"::{LEVELS[diagnostic.severity]} {where},title={title}::{quoted(diagnostic.message, False)}\n"


def quoted(text: str, is_property: bool) -> str:
    """Return a text with what would end it escaped; properties end at more."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text
