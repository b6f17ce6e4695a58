"""A shortcode lacks an argument, or names something that does not exist.

Why:
    Nothing is shown in its place.
Bad:
    {{% event event="m.room.nmae" %}}
Good:
    {{% event event="m.room.name" %}}
"""

from collections.abc import Iterator

from specgen.check.loading import found_while_loading
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
MARKS = ("`added-in` needs", "`changed-in` needs")
NEEDS = ("ids",)
found = found_while_loading("shortcode-argument")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each; of marks without a version `shortcode-version` speaks."""
    return (finding for finding in found(subject) if not finding.message.startswith(MARKS))
