"""An example has characters that the description beside it does not allow.

Why:
    The grammar stands in the text only, so that nothing else compares it with the example.
Bad:
    description: Must consist of the characters `[0-9a-z]`.
    example: my-secret
Good:
    description: Must consist of the characters `[0-9a-z]`.
    example: mysecret
"""

import re
from collections.abc import Iterator

from specgen.check.documents.follow import at, having
from specgen.check.documents.samples import at_each_place, visits
from specgen.check.documents.validation import compiles
from specgen.check.documents.walk_values import Seen
from specgen.check.rule import Finding
from specgen.check.texts.identifiers import PLACEHOLDER
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
GRAIN = "documents"
ALLOWED = re.compile(r"\bcharacters?\b[^.`]{0,60}`(\[[^\]`\n]+\])(?:[+*]|\{[^}`]*\})?`")
NEGATED = re.compile(r"\b(?:not|never|without|except)\b", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each example that a description's character class does not match."""
    return at_each_place(everywhere(subject))


def everywhere(subject: Subject) -> Iterator[Finding]:
    """Yield each such example, also of those that are shown in several places."""
    for visit in visits(subject):
        if isinstance(visit.seen.value, str) and not PLACEHOLDER.search(visit.seen.value):
            for allowed in classes(visit.seen):
                if not re.fullmatch(f"{allowed}*", visit.seen.value):
                    place = at(subject, visit.sample.node, (*visit.start, *visit.seen.path))
                    yield Finding(place.location, f"`{visit.seen.value}` has characters that are not in `{allowed}`")


def classes(seen: Seen) -> Iterator[str]:
    """Yield the character classes that the descriptions of a value name."""
    for node in having(seen.schemas, "description"):
        match = ALLOWED.search(node.value) if isinstance(node.value, str) else None
        if match and not NEGATED.search(node.value, max(0, match.start() - 60), match.end()) and compiles(match[1]):
            yield match[1]
