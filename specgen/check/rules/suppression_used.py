"""A suppression silences nothing.

Why:
    What it was for is gone; left alone it would hide the next defect of that kind.
Bad:
    # specgen: ignore[yaml-duplicate-key] because of old tools
    name: once
Good:
    name: once
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield nothing: the engine finds these when all other rules are done."""
    return iter(())
