"""The parts of a subject: what is shown to rules that look at little, and a key for what their findings depend on."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from specgen.check.documents.references import in_document, root_of
from specgen.model.source import SourceTree
from specgen.model.spec import Spec
from specgen.model.subject import Document, Subject

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a subject: the part of one file by its path, or all documents. `key` changes with what is in it."""

    name: str
    subject: Subject
    key: str

    @property
    def size(self) -> int:
        """Return about how much work it is."""
        return sum(len(file.data) for file in self.subject.tree.files)


def of_files(subject: Subject, reach: Mapping[str, frozenset[str]]) -> Iterator[Part]:
    """Yield a part for each file: its texts, its document, and what a `$ref` leads to from there."""
    prose = grouped((text.place.path, text) for text in subject.prose)
    fragments = grouped((fragment.location.path, fragment) for fragment in subject.spec.fragments)
    documents = {document.path: document for document in subject.documents}
    digests = digests_of(subject.tree)
    for file in subject.tree.files:
        path = file.path
        news = tuple(fragments.get(path, ()))
        seen = Spec(settings=subject.spec.settings, formats=subject.spec.formats, fragments=news)
        shown = {(text.kind, text.urls) for text in prose.get(path, ())}
        near = [(each, documents[each].kind, digests[each]) for each in sorted(reach.get(path, ()))]
        part = Subject(
            spec=seen,
            tree=SourceTree(subject.tree.name, (file,)),
            prose=tuple(prose.get(path, ())),
            documents=(documents[path],) if path in documents else (),
            around=subject.documents,
            expand=subject.expand,
        )
        yield Part(path, part, digest([repr((path, digests[path], seen, sorted(shown), near)).encode()]))


def of_documents(subject: Subject) -> Part:
    """Return the part that is all documents, without the texts beside them."""
    kinds = {document.path: document.kind for document in subject.documents}
    files = tuple(file for file in subject.tree.files if file.path in kinds)
    seen = Spec(settings=subject.spec.settings, formats=subject.spec.formats)
    tree = SourceTree(subject.tree.name, files)
    part = Subject(spec=seen, tree=tree, documents=subject.documents, expand=subject.expand)
    return Part("/documents", part, digest([repr((seen, kinds)).encode(), *(file.data for file in files)]))


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return values by their names, in order."""
    result: dict[str, list[T]] = {}
    for name, value in pairs:
        result.setdefault(name, []).append(value)
    return result


def reaches(documents: tuple[Document, ...]) -> dict[str, frozenset[str]]:
    """Return for each document the paths of those that `$ref` leads to from there, in any number of steps."""
    steps = {document.path: direct(document, documents) for document in documents}
    return {path: frozenset(walk(path, steps)) for path in steps}


def direct(document: Document, documents: tuple[Document, ...]) -> set[str]:
    """Return the paths of the documents that one refers to itself."""
    found = (root_of(each, documents) for each in in_document(document))
    return {root.path for root in found if root is not None}


def walk(start: str, steps: Mapping[str, Iterable[str]]) -> set[str]:
    """Return where steps lead, the start included."""
    found, queue = {start}, [start]
    while queue:
        new = set(steps[queue.pop()]) - found
        found |= new
        queue.extend(new)
    return found


def digests_of(tree: SourceTree) -> dict[str, str]:
    """Return the digest of each file by its path."""
    return {file.path: digest([file.data]) for file in tree.files}


def digest(parts: Iterable[bytes]) -> str:
    """Return the digest of some bytes; where one ends and the next begins matters."""
    result = hashlib.blake2b(digest_size=20)
    for part in parts:
        result.update(len(part).to_bytes(8, "big"))
        result.update(part)
    return result.hexdigest()
