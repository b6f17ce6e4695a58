"""A link leads to the machine of whoever wrote it.

Why:
    `localhost` is the reader's own machine: the page is not there.
Bad:
    See [Pushers](http://localhost:1313/client-server-api/#pushers).
Good:
    See [Pushers](/client-server-api/#pushers).
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import urls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
HOST = re.compile(r"https?://(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0|[\w.-]+:1313)(?::\d+)?(?=[/?#]|$)", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each URL of a development server."""
    for url in urls(subject):
        if match := HOST.match(url.url):
            yield Finding(url.text.at(url.offset), f"`{match[1]}` is the reader's own machine")
