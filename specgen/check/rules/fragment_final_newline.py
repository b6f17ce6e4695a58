"""A news fragment does not end with a line break.

Why:
    Text files do; editors and diffs complain otherwise.
Bad:
    (the file ends after the full stop)
Good:
    (the file ends with a line break)
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment without a line break at its end."""
    for fragment in fragment_files(subject):
        if fragment.text.strip() and not fragment.text.endswith("\n"):
            end = len(fragment.text)
            yield Finding(fragment.at(end - 1), "no line break at the end", fix=Fix(fragment.file.path, end, end, "\n"))
