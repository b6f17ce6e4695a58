"""A list that a comment wants in alphabetical order is not.

Why:
    Whoever looks for an entry, or adds one, trusts the order; that is how entries come to stand twice.
Bad:
    <!-- Please keep the error codes below in alphabetical order -->  `M_FORBIDDEN` … `M_BAD_JSON` …
Good:
    <!-- Please keep the error codes below in alphabetical order -->  `M_BAD_JSON` … `M_FORBIDDEN` …
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from specgen.check.rule import Finding
from specgen.check.texts.mentions import living
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
ASKED = re.compile(
    r"<!--(?:(?!-->)[\s\S])*?\balphabetical(?:ly)? order(?:(?!-->)[\s\S])*?-->|<!--[^>]*?\balphabetically\b[^>]*?-->"
)
END = re.compile(r"^#{1,6} |<!--", re.M)
ENTRY = re.compile(r"^(?:(?:[-*] +|\| *)[*_]{0,2}\[?`([^`\n]+)`|`([^`\n]+)`(?=[ \t]*\n+: ))", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each entry that has to stand before the one above it."""
    for prose in living(subject):
        for asked in ASKED.finditer(prose.text) if "alphabetical" in prose.text else ():
            entries = entries_after(prose, asked.end())
            for (_, above), (offset, name) in pairwise(entries):
                # An underscore divides words, or is one more character: both orders are in use.
                if name < above and name.replace("_", " ") < above.replace("_", " "):
                    yield Finding(prose.at(offset), f"`{name}` stands below `{above}`, though the list is alphabetical")


def entries_after(prose: Prose, start: int) -> list[tuple[int, str]]:
    """Return the entries below a comment, as far as the next comment or heading."""
    end = END.search(prose.text, start)
    stop = end.start() if end else len(prose.text)
    entries = ENTRY.finditer(prose.text, start, stop)
    return [(match.start(match.lastindex or 0), match[match.lastindex or 0]) for match in entries]
