"""A file has marks that git leaves where a merge has to be done by hand.

Why:
    Both versions are in the file; the page shows them with the marks between.
Bad:
    <<<<<<< HEAD
    One version.
    =======
    The other.
    >>>>>>> branch
Good:
    One version.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.sources import texts
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: \S.*)?$", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark; a line of equals signs alone may be a heading."""
    for path, text in texts(subject):
        if "<<<<<<<" in text or ">>>>>>>" in text:
            for match in MARK.finditer(text):
                yield Finding(Location(path, offset=match.start()), f"`{match[0][:7]}` is left from a merge")
