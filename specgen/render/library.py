"""Everything that pages can ask for by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from specgen.model.api import Api
from specgen.model.event import EventExample, EventType
from specgen.model.page import Inclusion, Page
from specgen.model.schema import Schema
from specgen.model.source import SourceFile
from specgen.model.spec import Spec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Library:
    """A spec's parts by name."""

    spec: Spec
    apis: Mapping[tuple[str, str], Api]
    events: Mapping[str, EventType]
    schemas: Mapping[str, Schema]
    schemas_by_stem: Mapping[str, str]
    inclusions: Mapping[tuple[str, str], Inclusion]
    diagrams: Mapping[str, SourceFile]
    pages: Mapping[str, Page]

    def api(self, folder: str, name: str) -> Api:
        """Return an API document. Raises `LookupError` with a sentence."""
        return found(self.apis, (folder, name), f"there is no API document `{folder}/{name}`")

    def event(self, name: str) -> EventType:
        """Return an event type. Raises `LookupError` with a sentence."""
        return found(self.events, name, f"there is no event schema `{name}`")

    def schema(self, name: str) -> Schema:
        """Return a schema by its tree path, with or without extension. Raises `LookupError` with a sentence."""
        return found(self.schemas, self.schemas_by_stem.get(name, name), f"there is no schema `{name}`")

    def inclusion(self, kind: str, name: str) -> Inclusion:
        """Return a text to include. Raises `LookupError` with a sentence."""
        return found(self.inclusions, (kind, name), f"there is no {kind} `{name}`")

    def diagram(self, name: str) -> SourceFile:
        """Return a picture by its name without extension. Raises `LookupError` with a sentence."""
        return found(self.diagrams, name, f"there is no diagram `{name}`")

    def examples(self) -> tuple[EventExample, ...]:
        """Return all examples of events."""
        return self.spec.event_examples


K = TypeVar("K")


def found(table: Mapping[K, T], key: K, sentence: str) -> T:
    """Return a table's entry. Raises `LookupError` with a sentence."""
    if key not in table:
        raise LookupError(sentence)
    return table[key]


def library_of(spec: Spec) -> Library:
    """Return the library of a spec."""
    pictures = [file for file in spec.diagrams if file.path.rpartition(".")[2] in ("webp", "png", "svg")]
    return Library(
        spec=spec,
        apis={(api.folder, api.name): api for api in spec.apis},
        events={event.name: event for event in spec.event_types},
        schemas={named.name: named.schema for named in spec.schemas},
        schemas_by_stem={named.name.rpartition(".")[0]: named.name for named in spec.schemas if "#" not in named.name},
        inclusions={(inclusion.kind, inclusion.name): inclusion for inclusion in spec.inclusions},
        diagrams={file.path.rpartition(".")[0]: file for file in reversed(pictures)},
        pages={page.url: page for page in spec.pages},
    )
