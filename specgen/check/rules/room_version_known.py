"""A text speaks of a room version beyond the newest that has a page.

Why:
    Servers cannot implement it, and the reader looks for it in vain.
Bad:
    In room version 42, redactions work differently.
Good:
    In [room version 11](/rooms/v11), redactions work differently.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.mentions import found
from specgen.check.texts.room_versions import room_versions
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
MENTION = re.compile(r"\b[Rr]oom\s+[Vv]ersions?\s+`?(\d+)\b`?(?!\.\d)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each number of a room version that is greater than those of all pages."""
    newest = max(map(int, room_versions(subject)), default=0)
    for mention in found(subject, MENTION) if newest else ():
        if int(mention.text) > newest:
            message = f"there is no page for room version {mention.text}: the newest is {newest}"
            yield Finding(mention.location, message)
