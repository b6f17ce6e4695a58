"""Something in angle brackets is no element of HTML.

Why:
    Browsers take it for an element that they do not know, and show nothing: the word is missing from the text.
Bad:
    Ask @<user>:<server> for it.
Good:
    Ask `@<user>:<server>` for it.
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.html import KNOWN, tags
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each tag of an element that HTML does not have; names with a hyphen are somebody's own."""
    for text in texts(subject):
        for tag in tags(text.text):
            if tag.name not in KNOWN:
                yield Finding(text.at(tag.offset), f"`{tag.written}` is taken for HTML and not shown")
