"""Diagnostics as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import Location

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "note"}


def write(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """Return one SARIF log with one run."""
    rules = [{"id": name} for name in sorted({each.rule for each in diagnostics})]
    driver = {"name": "specgen", "informationUri": "https://github.com/specgen/specgen", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result(each) for each in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def result(diagnostic: Diagnostic) -> dict[str, object]:
    """Return one diagnostic as a result object (3.27)."""
    related = [{**place(each), "id": number} for number, each in enumerate(diagnostic.related, 1)]
    return {
        "ruleId": diagnostic.rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [place(diagnostic.location)],
        **({"relatedLocations": related} if related else {}),
    }


def place(location: Location) -> dict[str, object]:
    """Return a location object (3.28)."""
    region = {"startLine": location.line or 1, "startColumn": location.offset or 1}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(location.path)}, "region": region}}
