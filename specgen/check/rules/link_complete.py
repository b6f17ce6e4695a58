"""A link has no text or no target.

Why:
    Without a text nobody sees the link; without a target it leads to the page that is read.
Bad:
    See [Pushers]().
Good:
    See [Pushers](#pushers).
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import all_links
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link that lacks a half; a picture needs no text here."""
    for text, link in all_links(subject):
        start = text.text.rfind("[", 0, link.offset)
        if link.target in ("", "#"):
            yield Finding(text.at(link.offset), f"link `{link.label.strip()}` has no target")
        elif text.text[start:].startswith("[](") and text.text[start - 1 : start] != "!":
            yield Finding(text.at(link.offset), f"link to `{link.target}` has no text")
