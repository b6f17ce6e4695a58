"""A link's text is a URL, and its target is another one.

Why:
    The reader sees one address and gets another: one of the two was forgotten when the link changed.
Bad:
    [https://example.org/a](https://example.org/b)
Good:
    <https://example.org/b>
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import all_links
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"
URL = re.compile(r"https?://\S+\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link whose text is a URL other than its target; a last slash makes no difference."""
    for text, link in all_links(subject):
        label = link.label.strip("` ")
        if URL.match(label) and bare(label) != bare(link.target):
            yield Finding(text.at(link.offset), f"text is `{label}`, link leads to `{link.target}`")


def bare(url: str) -> str:
    """Return what of a URL makes a difference."""
    return url.partition("://")[2].rstrip("/")
