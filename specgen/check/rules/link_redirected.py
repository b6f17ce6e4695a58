"""A link leads to a host that only redirects to another by now.

Why:
    The page is found as long as somebody keeps the redirect.
Bad:
    [RFC 4648](https://tools.ietf.org/html/rfc4648)
Good:
    [RFC 4648](https://datatracker.ietf.org/doc/html/rfc4648)
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import is_history, urls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.OFF
GRAIN = "file"
MOVED = {
    "tools.ietf.org/html": "https://datatracker.ietf.org/doc/html",
    "www.ietf.org/rfc": "https://www.rfc-editor.org/rfc",
    "golang.org": "https://go.dev",
    "json-schema.org/draft/latest": "https://json-schema.org/draft",
}
HOST = re.compile("https?://(" + "|".join(map(re.escape, MOVED)) + ")(?=[/?#]|$)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each URL of a host that redirects, outside changelogs."""
    for url in urls(subject):
        match = HOST.match(url.url)
        if match and not is_history(url.text):
            yield Finding(url.text.at(url.offset), f"`{match[1]}` redirects to {MOVED[match[1]]}")
