"""A text mentions an endpoint that no API has, and one that is almost the same exists.

Why:
    Readers copy the path; a server answers the wrong one with 404.
Bad:
    See `/_matrix/client/v2/sync`.
Good:
    See `/_matrix/client/v3/sync`.
"""

from collections import Counter
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import close, defined, resolved
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mention that differs from every endpoint, and from one in just one segment."""
    endpoints = defined(subject)
    unknown = [each for each, meant in resolved(subject) if not meant]
    often = Counter((each.mention.prose.place, each.path) for each in unknown)
    for each in unknown:
        near = close(each.segments, endpoints)
        # What one text names again and again, such as a version to come, it names on purpose.
        if len(near) == 1 and often[each.mention.prose.place, each.path] == 1:
            yield Finding(each.mention.location, f"no API has `{each.path}`: did you mean `{near[0]}`")
