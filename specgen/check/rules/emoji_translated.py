"""A translation of the emoji for short authentication strings is empty, or the same for two emoji.

Why:
    People read the words to each other: two emoji with one name cannot be told apart.
Bad:
    "translated_descriptions": {"de": "Schlüssel"} for Key, and {"de": "Schlüssel"} for Spanner
Good:
    "translated_descriptions": {"de": "Schraubenschlüssel"} for Spanner
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.diagnostic import Severity
from specgen.model.node import Node
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "documents"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the empty translations, and those that another emoji has in the same language; null is one to come."""
    for document in subject.documents:
        seen: dict[tuple[str, str], Node] = {}
        for row in document.root.elements():
            for language, node in row.get("translated_descriptions").items():
                if isinstance(node.value, str):
                    yield from wrong_with(node, language, seen)


def wrong_with(node: Node, language: str, seen: dict[tuple[str, str], Node]) -> Iterator[Finding]:
    """Yield what is wrong with one translation, and remember it."""
    first = seen.setdefault((language, node.value), node)
    if not node.value.strip():
        yield Finding(node.location, f"the translation to `{language}` is empty")
    elif first is not node:
        yield Finding(node.location, f"`{node.value}` stands twice in `{language}`", (first.location,))
