"""What rules look at: a specification, the files that it came from, and facts that others computed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from specgen.diagnostic import Diagnostic
from specgen.location import Location
from specgen.model.change import Change, Judged
from specgen.model.checkout import Commit
from specgen.model.node import Node
from specgen.model.schema import Schema
from specgen.model.source import SourceTree
from specgen.model.spec import Spec


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML or JSON file. `kind` is `api`, `definition`, `event`, `core-event`, `example` or `data`."""

    kind: str
    root: Node

    @property
    def path(self) -> str:
        """Return the file's path."""
        return self.root.path


@dataclass(frozen=True, slots=True)
class Prose:
    """One Markdown text.

    `kind` is `page`, `module`, `fragment`, `changelog` or `description`; `place` is the file, or the scalar in it.
    The text of a file is the whole file with its front matter blanked out, so that offsets are those of the file.
    `urls` are the pages that show it.
    """

    kind: str
    text: str
    place: Location
    urls: tuple[str, ...] = ()

    def at(self, offset: int) -> Location:
        """Return the location of a character of the text."""
        return Location(self.place.path, self.place.pointer, None, offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Everything that a rule may look at.

    `loading` are the diagnostics of loading and rendering. `ids` are those of each page, by URL; `numbered` those of
    them that end in a number only because another heading came first. `changes` and `previous` are there when there
    is an earlier tree to compare with, `commits` where those since then are known; `told` are the changes with
    what they mean and the places of the fragments that name them. `expand` returns a node's value
    with every reference below it resolved. `around` are all documents, where `documents` are only some of them: what
    a `$ref` may lead to.
    """

    spec: Spec
    tree: SourceTree
    documents: tuple[Document, ...] = ()
    around: tuple[Document, ...] = ()
    prose: tuple[Prose, ...] = ()
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    expand: Callable[[Node], Any]
    loading: tuple[Diagnostic, ...] = ()
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    previous: Spec | None = None
    previous_ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    told: tuple[tuple[Judged, tuple[Location, ...]], ...] = ()
    commits: tuple[Commit, ...] = ()
    referenced: frozenset[str] = frozenset()

    def of_kind(self, *kinds: str) -> Iterator[Document]:
        """Yield the documents of some kinds."""
        return (document for document in self.documents if document.kind in kinds)
