"""The error codes that a specification defines and mentions."""

import re
from collections import defaultdict
from collections.abc import Iterator

from specgen.check.once import once
from specgen.check.texts.mentioned_names import CODE, codes, is_made_up
from specgen.check.texts.mentions import living
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.subject import Subject

# A text defines a code that begins a definition, an item or a row.
TERM = re.compile(r"^(?:\||[-*] |\d+\. )? *[*_]{0,2}`(M_[A-Z0-9_]+)`", re.M)


@once
def defined_codes(subject: Subject) -> frozenset[str]:
    """Return the error codes that lists define, or that stand in more than one file."""
    files: dict[str, set[str]] = defaultdict(set)
    for place, code in mentioned_codes(subject):
        files[code].add(place.path)
    defined = {code for code, paths in files.items() if len(paths) > 1}
    for prose in living(subject):
        if "M_" in prose.text:
            defined.update(match[1] for match in TERM.finditer(prose.text))
    return frozenset(defined)


@once
def mentioned_codes(subject: Subject) -> tuple[tuple[Location, str], ...]:
    """Return the error codes in texts and as values of `errcode` in documents, with where they stand."""
    texts = [(mention.location, mention.text) for mention in codes(subject)]
    naming = {file.path for file in subject.tree.files if b"errcode" in file.data}
    roots = (document.root for document in subject.documents if document.path in naming)
    values = [found for root in roots for found in error_codes_in(root)]
    return (*texts, *values)


def error_codes_in(node: Node) -> Iterator[tuple[Location, str]]:
    """Yield the error codes that a document gives as values of `errcode`."""
    for item in node.elements():
        yield from error_codes_in(item)
    for key, member in node.items():
        if key == "errcode" and isinstance(member.value, str) and CODE.fullmatch(member.value):
            if not is_made_up(member.value):
                yield member.location, member.value
        else:
            yield from error_codes_in(member)
