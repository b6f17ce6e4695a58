"""An id that a text gives to a place is given twice on one page.

Why:
    Links lead to the first place only, and HTML allows each id once.
Bad:
    ## Rooms {#rooms}

    ## Public rooms {#rooms}
Good:
    ## Rooms {#rooms}

    ## Public rooms {#public-rooms}
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_spans
from specgen.diagnostic import Severity
from specgen.location import Location
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GIVEN = re.compile(
    r"^ {0,3}#{1,6} .*\{(?:[^{}\n]*\s)?(?:#|id=\"?)(?P<heading>[\w-]+)[^{}\n]*\}\s*$"
    r"|<\w+\s[^<>]*?\bid=\"(?P<html>[^\"]+)\"",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each place whose id another place of the page has already, once."""
    first: dict[str, dict[str, Location]] = defaultdict(dict)
    for text in texts(subject):
        if text.kind not in ("page", "module", "fragment") or not ("{" in text.text or "id=" in text.text):
            continue
        for match in GIVEN.finditer(without_spans(text.text)):
            name, place = match["heading"] or match["html"], text.at(match.start(match.lastgroup or 0))
            others = [first[url][name] for url in text.urls if name in first[url]]
            if others:
                yield Finding(place, f"the id `{name}` is given on this page already", (others[0],))
            for url in text.urls:
                first[url].setdefault(name, place)
