r"""A file has line ends of another system.

Why:
    A carriage return at the end of each line makes every line a change in the next review, and shows up in examples.
Bad:
    title: A\r
Good:
    title: A
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.sources import texts
from specgen.diagnostic import Fix, Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first of them in each file, and a fix of all."""
    for path, text in texts(subject):
        first = text.find("\r")
        if first >= 0:
            fixed = text.replace("\r\n", "\n").replace("\r", "\n")
            fix = None if text.startswith("\ufeff") else Fix(path, 0, len(text), fixed)
            message = f"file has {text.count(chr(13))} carriage returns, the first one here"
            yield Finding(Location(path, offset=first), message, fix=fix)
