"""A link leads to a host, a repository or a page that was given up.

Why:
    It works as long as somebody keeps a redirect, and shows an old state at best.
Bad:
    [r0.6.1](https://matrix.org/docs/spec/client_server/r0.6.1)
Good:
    [v1.1](https://spec.matrix.org/v1.1/client-server-api/)
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.retired import retired
from specgen.check.texts.targets import is_history, urls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each URL of what was given up."""
    for url in urls(subject):
        found = retired(url.url)
        if found and not is_history(url.text):
            gone, instead = found
            yield Finding(url.text.at(url.offset), f"`{gone.partition('://')[2]}` was given up: use {instead}")
