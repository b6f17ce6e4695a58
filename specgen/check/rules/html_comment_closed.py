"""A comment is opened and not closed.

Why:
    Everything that follows is not shown.
Bad:
    <!-- to be written
Good:
    <!-- to be written -->
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.markdown import COMMENT, FENCE, SPAN, blank
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each start of a comment without its end, and each end without a start."""
    for text in texts(subject):
        if "<!--" not in text.text and "-->" not in text.text:
            continue
        quiet = text.text
        for pattern in (FENCE, SPAN):
            quiet = pattern.sub(lambda match: blank(match[0]), quiet)
        for comment in COMMENT.finditer(quiet):
            if "<!--" in comment[0][4:]:
                yield Finding(text.at(comment.start()), "comment is not closed before the next one starts")
        quiet = COMMENT.sub(lambda match: blank(match[0]), quiet)
        if (start := quiet.find("<!--")) >= 0:
            yield Finding(text.at(start), "comment is not closed by `-->`")
