"""A row of the table of feature profiles links to no module.

Why:
    The module was renamed or removed, and clients cannot find out what is asked of them.
Bad:
    | [Reaction](#reaction) | Optional |
Good:
    | [Reactions](#reactions) | Optional |
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.mentions import living
from specgen.check.texts.slips import letters
from specgen.diagnostic import Severity
from specgen.model.subject import Prose, Subject

SEVERITY = Severity.WARNING
NEEDS = ("ids",)
TABLE = re.compile(r"^\|[^|\n]*\bModule\b[^|\n]*\|.*\n(?:\|.*\n?)+", re.M)
ROW = re.compile(r"^\|\s*\[([^|\]\n]+)\]\(#([^)\n]*)\)", re.M)
HEADING = re.compile(r"^#{1,6} +(.+?)(?: *\{[^}]*\})?$", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link of the table whose target is no heading of a module or of the page."""
    for prose in living(subject):
        for table in TABLE.finditer(prose.text) if prose.kind == "page" and "Module" in prose.text else ():
            texts = (text.body for text in subject.spec.inclusions if text.kind == "module")
            known = {letters(match) for text in (prose.text, *texts) for match in HEADING.findall(text)}
            for row in ROW.finditer(table[0]):
                if letters(row[2]) not in known and is_anchor(subject, prose, row[2]):
                    place = prose.at(table.start() + row.start(2))
                    yield Finding(place, f"the row `{row[1]}` leads to `#{row[2]}`, which is no heading of a module")


def is_anchor(subject: Subject, prose: Prose, name: str) -> bool:
    """Tell whether a page has an id at all; where it has not, `link-anchor-exists` speaks."""
    return any(name in subject.ids.get(url, ()) for url in prose.urls) or not subject.ids
