"""Two headings of one section have the same text.

Why:
    Readers of the table of contents cannot tell them apart, and the id of the second one has a number.
Bad:
    ## Rooms
    ### Names
    ### Names
Good:
    ## Rooms
    ### Names
    ### Aliases
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import headings
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "file"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each heading whose path of headings another one of the text has."""
    for text in subject.prose:
        path: list[tuple[int, str]] = []
        seen: dict[tuple[str, ...], int] = {}
        for heading in headings(text.text):
            while path and path[-1][0] >= heading.level:
                path.pop()
            path.append((heading.level, heading.text))
            key = tuple(title for _, title in path)
            if key in seen:
                related = (text.at(seen[key]),)
                yield Finding(text.at(heading.offset), f"section has two headings `{heading.text}`", related)
            seen.setdefault(key, heading.offset)
