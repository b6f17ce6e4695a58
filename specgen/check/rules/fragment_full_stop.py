"""A news fragment does not end with a full stop.

Why:
    Entries are sentences; the links follow after them. Only an entry that is a bare endpoint has none.
Bad:
    Clarify how rooms are left
Good:
    Clarify how rooms are left.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files, is_bare_endpoint
from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment without a full stop, but bare endpoints."""
    for fragment in fragment_files(subject):
        text = fragment.text.rstrip()
        if text and text[-1] not in ".!?`" and not is_bare_endpoint(text):
            fix = Fix(fragment.file.path, len(text), len(text), ".")
            yield Finding(fragment.at(len(text) - 1), "fragment does not end with a full stop", fix=fix)
