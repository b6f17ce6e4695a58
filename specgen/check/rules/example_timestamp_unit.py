"""A point in time in an example is in seconds where milliseconds belong, or the other way round.

Why:
    Read as what it should be, it is in January 1970, or in the far future; code that was tried with it is wrong.
Bad:
    origin_server_ts: {type: integer, example: 1432735824}
Good:
    origin_server_ts: {type: integer, example: 1432735824653}
"""

import re
from collections.abc import Iterator

from specgen.check.documents.follow import at, having
from specgen.check.documents.samples import Visit, at_each_place, visits
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
# From 2001 to 2096, in seconds and in milliseconds.
SECONDS = range(10**9, 4 * 10**9)
MILLISECONDS = range(10**12, 4 * 10**12)
# Nobody takes this one for a time.
MADE_UP = 1234567890
NAMED = re.compile(r"(?:\A|_)ts(?:_ms)?\Z")
TIME = re.compile(r"timestamp|epoch|\b(?:unix|posix)\b", re.I)
OF_SECONDS = re.compile(r"\b(?:in|number of)\s+seconds\b|\bseconds\s+since\b", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each point in time that is of the other unit."""
    return at_each_place(
        Finding(at(subject, visit.sample.node, (*visit.start, *visit.seen.path)).location, message)
        for visit in visits(subject)
        if type(visit.seen.value) is int and (message := wrong(visit))
    )


def wrong(visit: Visit) -> str:
    """Return what is wrong with a number, or nothing."""
    value = visit.seen.value
    if value not in MILLISECONDS and (value not in SECONDS or value == MADE_UP):
        return ""
    name = visit.seen.name or ("" if visit.seen.path else visit.sample.name)
    said = " ".join(str(node.value) for node in having(visit.seen.schemas, "description"))
    of_milliseconds = "millisecond" in said and TIME.search(said)
    of_seconds = OF_SECONDS.search(said) and "millisecond" not in said
    if value in SECONDS and not of_seconds and (of_milliseconds or NAMED.search(name)):
        return f"`{value}` is a time in seconds, and `{name}` is in milliseconds"
    if value in MILLISECONDS and of_seconds:
        return f"`{value}` is a time in milliseconds, and `{name}` is in seconds"
    return ""
