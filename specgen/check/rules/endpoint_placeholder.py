"""A text mentions an endpoint with a placeholder that its API calls otherwise.

Why:
    The table of path parameters explains the other name; readers wonder whether two things are meant.
Bad:
    See `/rooms/{room_id}/join`.
Good:
    See `/rooms/{roomId}/join`.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.endpoint_mentions import resolved
from specgen.check.texts.slips import letters
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each placeholder in a known path that no operation with such a path has."""
    for each, found in resolved(subject):
        names = PLACEHOLDER.findall(each.path.partition("?")[0])
        known = {letters(name): name for endpoint in found for name in PLACEHOLDER.findall(endpoint.path)}
        for name in names:
            meant = known.get(letters(name), name)
            if meant != name and name not in known.values():
                yield Finding(
                    each.mention.location, f"`{{{name}}}` in `{each.path}` is called `{{{meant}}}` in the API"
                )
