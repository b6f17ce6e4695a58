"""The number of an RFC or a room version in a link's text is not the one in its target.

Why:
    One of the two is wrong, mostly copied from the line above; the reader gets another document than the text says.
Bad:
    [RFC 7230](https://www.rfc-editor.org/rfc/rfc9110)
Good:
    [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110)
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.targets import all_links
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
# How a text names a thing by its number, and how a target does.
NAMED = (
    (re.compile(r"RFC[ -]?0*(\d+)\b(?!.*\d)"), re.compile(r"/rfc0*(\d+)(?=[/?#.]|\Z)", re.I)),
    (re.compile(r"[Rr]oom version `?(\d+)`?\Z"), re.compile(r"/rooms/v(\d+)(?=[/?#]|\Z)")),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link whose text and target have different numbers."""
    for text, link in all_links(subject):
        label = " ".join(link.label.strip("`*_ ").split())
        for said, led in NAMED:
            first, second = said.match(label), led.search(link.target)
            if first and second and first[1] != second[1]:
                yield Finding(text.at(link.offset), f"text says `{label}`, link leads to {second[1]}")
