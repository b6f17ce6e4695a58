"""A text links to its own specification by the URL of one version.

Why:
    A reader of version 1.7 who follows it lands in another version. A link from the root stays in the version that is
    read, and is checked.
Bad:
    See [Base64](https://spec.matrix.org/latest/appendices/#unpadded-base64).
Good:
    See [Base64](/appendices/#unpadded-base64).
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import is_history, urls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each URL of a version of this specification, outside changelogs."""
    home = subject.spec.settings.published_url.rstrip("/")
    if not home:
        return
    own = re.compile(rf"{re.escape(home)}/(latest|unstable|v\d+\.\d+)/([\w-][^?#]*)")
    for url in urls(subject):
        match = own.match(url.url)
        if match and not is_history(url.text):
            yield Finding(url.text.at(url.offset), f"link leaves the version that is read: write `/{match[2]}`")
