"""A footnote's mark has no footnote.

Why:
    The mark is shown as it is written, and what it refers to is missing.
Bad:
    Servers may refuse.[^1]
Good:
    Servers may refuse.[^1]

    [^1]: Most do not.
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts, without_spans
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.ERROR
GRAIN = "file"
MARK = re.compile(r"(?<!\\)\[\^([\w-]+)\](?!\()")
NOTE = re.compile(r"^ {0,3}\[\^([\w-]+)\]:", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each mark whose footnote is not in its text."""
    for text in texts(subject):
        if "[^" in text.text:
            quiet = without_spans(text.text)
            known = frozenset(NOTE.findall(quiet))
            for match in MARK.finditer(quiet):
                if match[1] not in known:
                    yield Finding(text.at(match.start()), f"there is no footnote `{match[1]}`")
