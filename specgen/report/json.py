"""Diagnostics as JSON, for programs."""

import json
from collections.abc import Mapping, Sequence

from specgen.diagnostic import Diagnostic
from specgen.location import Location


def write(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """Return a list of objects: path, line, column, rule, severity, message, related, fixable."""
    return json.dumps([as_object(each) for each in diagnostics], indent=1, ensure_ascii=False) + "\n"


def as_object(diagnostic: Diagnostic) -> dict[str, object]:
    """Return one diagnostic as an object."""
    return {
        **place(diagnostic.location),
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.name.lower(),
        "message": diagnostic.message,
        "related": [place(each) for each in diagnostic.related],
        "fixable": diagnostic.fix is not None,
    }


def place(location: Location) -> dict[str, object]:
    """Return a location as an object."""
    return {"path": location.path, "line": location.line or 1, "column": location.offset or 1}
