"""A news fragment is wrapped over several lines.

Why:
    Entries are one line each in the changelog; wrapped ones were joined by hand before each release.
Bad:
    Clarify how rooms
    are left.
Good:
    Clarify how rooms are left.
"""

from collections.abc import Iterator

from specgen.check.news.fragments import fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Fix, Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment with a line break inside a paragraph; lists and code keep theirs."""
    for fragment in fragment_files(subject):
        text = fragment.text.strip()
        if "\n" in text and not any(mark in text for mark in ("\n\n", "```", "\n-", "\n*")):
            start = fragment.text.index(text)
            fix = Fix(fragment.file.path, start, start + len(text), " ".join(text.split()))
            place = fragment.at(start + text.index("\n") + 1)
            yield Finding(place, "fragment goes on over several lines", fix=fix)
