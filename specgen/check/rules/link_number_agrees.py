"""A link whose text is the number of a proposal or an issue leads to another number.

Why:
    Readers end up at a proposal that has nothing to do with it.
Bad:
    As in [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/4321).
Good:
    As in [MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/1234).
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.mentions import links_in
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
LABEL = re.compile(r"(?:MSC|#)(\d+)\Z")
TARGET = re.compile(r"https?://[^\s]+/(?:pull|issues|blob/[^\s]*proposals)/0*(\d+)(?![^/#?-])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each link whose text and target have different numbers."""
    for prose, link in links_in(subject, history=True):
        label, target = LABEL.match(link.label.strip("` ")), TARGET.match(link.target)
        if label and target and int(label[1]) != int(target[1]):
            yield Finding(prose.at(link.offset), f"`{link.label}` leads to number {target[1]}")
