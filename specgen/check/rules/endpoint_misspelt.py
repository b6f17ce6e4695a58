"""A text mentions an endpoint that no API has, and one that is almost the same exists.

Why:
    Readers copy the path; a server answers the wrong one with 404.
Bad:
    See `/_matrix/client/v2/sync`.
Good:
    See `/_matrix/client/v3/sync`.
"""

from collections.abc import Iterator

from specgen.check.endpoint_mentions import close, defined, matching, named
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention that differs from every endpoint, and from one in just one segment."""
    endpoints = defined(subject)
    for each in named(subject):
        if not any(each.segments) or next(matching(each.segments, endpoints), None):
            continue
        near = close(each.segments, endpoints)
        if len(near) == 1:
            yield Finding(each.mention.location, f"no API has `{each.path}`: did you mean `{near[0]}`")
