"""An `added-in` or `changed-in` names a version that is newer than the specification itself.

Why:
    Something that is in this version cannot have come with a later one.
Bad:
    <!-- in version 1.3 --> {{% added-in v="1.4" %}}
Good:
    <!-- in version 1.3 --> {{% added-in v="1.3" %}}
"""

import re
from collections.abc import Iterator

from specgen.check.blocks import texts
from specgen.check.calls import MARKS, calls
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
VERSION = re.compile(r"v?(\d+)\.(\d+)\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark of a version that is not there yet."""
    newest = due(subject)
    if newest is None:
        return
    for text in texts(subject):
        for call in calls(text.text):
            version = call.get("v") if call.name in MARKS else None
            match = VERSION.match(version.value) if version else None
            if version and match and (int(match[1]), int(match[2])) > newest:
                words = f"`v{newest[0]}.{newest[1]}` is the newest version that this can have come with"
                yield Finding(text.at(version.offset), f"`{version.value}` is yet to come: {words}")


def due(subject: Subject) -> tuple[int, int] | None:
    """Return the tree's own version, or for an unstable tree the one after the last that has a changelog."""
    if match := VERSION.match(subject.spec.settings.version):
        return int(match[1]), int(match[2])
    names = [page.url.rstrip("/").rpartition("/")[2] for page in subject.spec.pages if "/changelog/" in page.url]
    found = [(int(match[1]), int(match[2])) for match in map(VERSION.match, names) if match]
    return (max(found)[0], max(found)[1] + 1) if found else None
