"""A suppression does not say why.

Why:
    Whoever finds it later cannot tell whether it still holds.
Bad:
    # specgen: ignore[operation-id-unique]
Good:
    # specgen: ignore[operation-id-unique] because both are shown under two headings
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield nothing: the engine finds these when all other rules are done."""
    return iter(())
