"""A module is missing from the table of feature profiles.

Why:
    The table says which clients have to support which module; one that is not in it is easily overlooked.
Bad:
    | Module / Profile | Web |   without a row for the module *Reactions*, which the page includes
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

SEVERITY = Severity.INFO
TABLE = re.compile(r"^\|[^|\n]*\bModule\b[^|\n]*\|.*\n(?:\|.*\n?)+", re.M)
ROW = re.compile(r"^\|\s*\[?([^|\]\n]*)(?:\]\(#([^)\n]*)\))?", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each module whose title or name has no row."""
    tables = [table for prose in living(subject) if prose.kind == "page" and (table := table_in(prose))]
    rows = {letters(part) for table in tables for row in ROW.findall(table) for part in row}
    for text in subject.spec.inclusions if rows else ():
        title = next((line[3:].strip() for line in text.body.splitlines() if re.match("#{2,3} ", line)), "")
        if text.kind == "module" and not {letters(title), letters(text.name)} & rows:
            yield Finding(
                text.location, f"the module `{title.strip('# ') or text.name}` is not in the table of modules"
            )


def table_in(prose: Prose) -> str:
    """Return the table of modules of a page, or nothing."""
    match = TABLE.search(prose.text) if "Module" in prose.text else None
    return match[0] if match else ""
