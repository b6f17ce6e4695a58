"""A link leads to a host, a repository or a page that was given up.

Why:
    It works as long as somebody keeps a redirect, and shows an old state at best.
Bad:
    [r0.6.1](https://matrix.org/docs/spec/client_server/r0.6.1)
Good:
    [v1.1](https://spec.matrix.org/v1.1/client-server-api/)
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import is_history, urls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
# What was given up, and what took its place. Links to a version that is only there (`r0.6.1`) stay right.
RETIRED = {
    r"https?://(?:www\.)?matrix\.org/docs/spec(?!/[\w-]+/r?\d)": "https://spec.matrix.org",
    r"https?://(?:www\.)?matrix\.org/speculator": "https://spec.matrix.org",
    r"https?://github\.com/matrix-org/matrix-doc(?![\w-])": "matrix-org/matrix-spec or -proposals",
    r"https?://(?:www\.)?riot\.im": "https://element.io",
    r"https?://(?:www\.)?iana\.com": "https://www.iana.org",
    r"https?://(?:www\.)?whispersystems\.org": "https://signal.org",
    r"https?://git\.io": "where it redirects to",
}
PATTERN = re.compile("|".join(f"({pattern})" for pattern in RETIRED))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each URL of what was given up."""
    for url in urls(subject):
        match = PATTERN.match(url.url)
        if match and match.lastindex and not is_history(url.text):
            instead = tuple(RETIRED.values())[match.lastindex - 1]
            yield Finding(url.text.at(url.offset), f"`{match[0].partition('://')[2]}` was given up: use {instead}")
