"""A whole specification as one value."""

from dataclasses import dataclass

from specgen.model.api import Api
from specgen.model.changelog import ChangeType, Fragment
from specgen.model.event import EventExample, EventType
from specgen.model.page import Inclusion, Page
from specgen.model.proposal import ProposalState
from specgen.model.schema import Schema
from specgen.model.source import SourceFile


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu or a footer."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a tree says of its site.

    `status` is `unstable`, `stable` or `historical`; `version` is `v1.19` or `unstable`.
    """

    title: str = "Specification"
    description: str = ""
    copyright: str = ""
    status: str = "unstable"
    version: str = "unstable"
    release_date: str = ""
    current_version_url: str = ""
    repository: str = ""
    published_url: str = ""
    menu: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    collapsed: bool = False
    maths: bool = True
    state_key_label: str = "State key:"
    old_definition_ids: bool = False


@dataclass(frozen=True, slots=True)
class StringFormat:
    """A known string format: what to call it and where it is defined."""

    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Emoji:
    """One row of the short authentication string table."""

    number: int
    emoji: str
    description: str
    unicode: str


@dataclass(frozen=True, slots=True)
class NamedSchema:
    """A schema that others refer to. `name` is its tree path with an optional `#/pointer`."""

    name: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class Bundle:
    """All documents of one API as one OpenAPI document, as canonical JSON, before links are made absolute."""

    folder: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Everything that a source tree says."""

    settings: Settings = Settings()
    apis: tuple[Api, ...] = ()
    event_types: tuple[EventType, ...] = ()
    event_examples: tuple[EventExample, ...] = ()
    schemas: tuple[NamedSchema, ...] = ()
    formats: tuple[StringFormat, ...] = ()
    pages: tuple[Page, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    change_types: tuple[ChangeType, ...] = ()
    change_areas: tuple[str, ...] = ()
    emoji: tuple[Emoji, ...] = ()
    proposals: tuple[ProposalState, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    statics: tuple[SourceFile, ...] = ()
    diagrams: tuple[SourceFile, ...] = ()
    data_root: str = ""
    core_events: str = ""
