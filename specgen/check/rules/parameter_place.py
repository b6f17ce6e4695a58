"""A parameter stands in a place that the standard does not know.

Why:
    Tools ignore the parameter, and the page shows it in no table.
Bad:
    - {in: qeury, name: limit, schema: {type: integer}}
Good:
    - {in: query, name: limit, schema: {type: integer}}
"""

from collections.abc import Iterator, Mapping

from specgen.check.documents.objects import by_kind
from specgen.check.rule import Finding
from specgen.check.texts.near import did_you_mean
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
PLACES: Mapping[str, tuple[str, ...]] = {
    "3": ("path", "query", "header", "cookie"),
    "2": ("path", "query", "header", "body", "formData"),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each `in` with another value."""
    for each in by_kind(subject).get("Parameter", ()):
        within = each.node.get("in")
        if within.value is not None and within.value not in PLACES[each.standard]:
            hint = did_you_mean(str(within.value), PLACES[each.standard], 0.6)
            yield Finding(within.location, f"no parameter is in `{within.value}`{hint}")
