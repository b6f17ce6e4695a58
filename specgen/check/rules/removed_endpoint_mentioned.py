"""A text mentions an endpoint that the earlier tree had and this one has not (with `--against`).

Why:
    What was removed cannot be used; the text was left behind.
Bad:
    See `GET /_matrix/client/v3/events`, after that endpoint was removed.
Good:
    See `GET /_matrix/client/v3/sync`.
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import endpoints_of, matching, resolved
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
NEEDS = ("previous",)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention of an endpoint that is gone."""
    if subject.previous is None:
        return
    before = endpoints_of(subject.previous)
    for each, meant in resolved(subject):
        if not meant and next(matching(each.segments, before), None):
            yield Finding(each.mention.location, f"`{each.path}` is gone since the earlier version")
