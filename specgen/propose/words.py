"""The names that a version of the specification knows."""

import json
import re
from collections.abc import Iterator

from specgen.layouts import recognise
from specgen.model.source import SourceTree
from specgen.msc.inventory import Vocabulary
from specgen.propose.places import spec_of

WORD = re.compile(r"(?<![\w./-])(?:M_[A-Z][A-Z0-9_]+|m(?:\.[a-z0-9_-]+)+)")


def vocabulary_of(tree: SourceTree, version: str) -> Vocabulary:
    """Return the names that a tree's specification knows."""
    spec = spec_of(tree)
    types = frozenset(each.name.partition("$")[0] for each in spec.event_types)
    endpoints = frozenset(
        (each.method.upper(), each.endpoint.strip(), each.added_in or "")
        for api in spec.apis
        for each in api.operations
    )
    return Vocabulary(version, endpoints, types, frozenset(words_in(tree)))


def words_in(tree: SourceTree) -> Iterator[str]:
    """Yield the error codes and identifiers in the data and the pages of a tree, changelogs left out."""
    layout = recognise(tree)
    for folder in (*layout.documents, layout.content):
        for file in tree.under(folder):
            if "/changelog" not in file.path and file.path.endswith((".md", ".yaml", ".yml", ".json")):
                yield from WORD.findall(file.text())


def pack_words(words: Vocabulary) -> bytes:
    """Return the names as bytes."""
    return json.dumps([sorted(words.endpoints), sorted(words.event_types), sorted(words.words)]).encode()


def unpack_words(data: bytes, version: str) -> Vocabulary:
    """Return the names that `pack_words` made bytes of."""
    endpoints, types, words = json.loads(data)
    known = frozenset((method, path, added) for method, path, added in endpoints)
    return Vocabulary(version, known, frozenset(types), frozenset(words))
