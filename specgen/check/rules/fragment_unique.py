"""Two fragments of one pull request say the same.

Why:
    The changelog would link the same pull request twice behind one entry.
Bad:
    12.feature.1 and 12.feature.2 with one text
Good:
    12.feature
"""

from collections.abc import Iterator

from specgen.check.news.fragments import FragmentFile, fragment_files
from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each fragment whose text another one of the same pull request, area and type has."""
    seen: dict[tuple[str, str, str, str], FragmentFile] = {}
    for fragment in fragment_files(subject):
        key = (fragment.area, fragment.parts[0], fragment.type, fragment.text.strip())
        first = seen.setdefault(key, fragment)
        if first is not fragment:
            yield Finding(fragment.place, f"`{first.name}` says the same", (first.place,))
