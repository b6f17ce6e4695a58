"""A proposal's file is called by its number and a short title: `1234-short-title.md`.

Why: the number is that of the pull request; pages, tools and other proposals find the file by it. Upper case and blanks
make links that work on one system only.

Bad: `proposals/XXXX-Room Bans.md`, `proposals/0000-room-bans.md`

Good: `proposals/4321-room-bans.md`
"""

import re
from collections.abc import Iterator

from specgen.diagnostic import Severity
from specgen.msc.rule import Case, Finding

SEVERITY = Severity.ERROR
FORM = re.compile(r"(?!0+-)\d{3,5}-[a-z0-9][a-z0-9._+-]*\.md\Z")


def check(case: Case) -> Iterator[Finding]:
    """Yield a name of another form."""
    name = case.proposal.path.rpartition("/")[2]
    if name.startswith("XXXX-"):
        yield Finding(0, f"`{name}` waits for its number, that of the pull request: `1234{name[4:]}`")
    elif not FORM.match(name):
        yield Finding(0, f"`{name}` is not the number of the pull request and a title in lower case, `1234-title.md`")
