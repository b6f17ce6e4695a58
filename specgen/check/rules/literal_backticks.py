"""A code span has two backticks although its content has none.

Why:
    That is how reStructuredText writes code; in Markdown one backtick is enough.
Bad:
    The ``m.room.name`` event
Good:
    The `m.room.name` event
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_formulas
from specgen.check.texts.markdown import SPAN
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each code span with needless backticks."""
    for text in texts(subject):
        if "``" in text.text:
            for match in SPAN.finditer(without_formulas(text.text)):
                if len(match[1]) > 1 and "`" not in match[2]:
                    yield Finding(
                        text.at(match.start()), f"`{match[2].strip()}` needs one backtick, not {len(match[1])}"
                    )
