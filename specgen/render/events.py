"""What is shown of events and definitions (INPUT 6, 9.4)."""

import json
import re
from dataclasses import dataclass, replace

from markupsafe import Markup

from specgen.model.event import EventExample, EventType
from specgen.model.schema import Schema
from specgen.render.examples import derived, draw_json
from specgen.render.slug import slug
from specgen.render.story import HistoryView, history_view
from specgen.render.tables import Drawing, Table, object_tables, version_notes
from specgen.render.texts import code

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything that the template of an event draws. `state_key` is None for events that are no state."""

    id: str
    heading: Markup
    notes: Markup
    description: Markup
    state_key: Markup | None
    tables: tuple[Table, ...]
    examples: tuple[Markup, ...]
    history: HistoryView | None = None


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """Everything that the template of a definition draws."""

    id: str
    heading: Markup
    notes: Markup
    description: Markup
    tables: tuple[Table, ...]
    examples: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class EventNaming:
    """How an event is shown: `name` gives the id, `example` picks one example, `title` (Markdown) replaces the name."""

    name: str
    example: str = ""
    title: str = ""


def event_view(
    event: EventType, naming: EventNaming, examples: tuple[EventExample, ...], drawing: Drawing
) -> EventView:
    """Return what is shown of an event and of its examples."""
    schema = drawing.resolver.resolve(event.schema)
    name = slug(naming.name)
    state_key = schema.property("state_key")
    content = schema.property("content") or Schema()
    return EventView(
        id=name,
        heading=drawing.texts.inline(naming.title, drawing.section) if naming.title else code(naming.name),
        notes=Markup(version_notes(schema.added_in, schema.changed_in, drawing)),
        description=drawing.texts.block(schema.description, drawing.section),
        state_key=None if state_key is None else drawing.texts.inline(state_key.description, drawing.section),
        tables=tuple(object_tables(content, name, drawing)),
        examples=tuple(draw_json(json.loads(each.example.text)) for each in examples),
        history=history_view(event.name, drawing.story, drawing.texts, drawing.section),
    )


def examples_of(name: str, wanted: str, examples: tuple[EventExample, ...]) -> list[EventExample]:
    """Return the examples of an event: the wanted one, or those whose type or whole name is the event's."""
    if wanted:
        return [each for each in examples if each.example.name == wanted]
    return [each for each in examples if name in (each.example.name, each.example.name.partition("$")[0])]


def definition_view(schema: Schema, drawing: Drawing) -> DefinitionView:
    """Return what is shown of a definition."""
    schema = drawing.resolver.resolve(schema)
    name = f"definition-{slug(schema.title or '')}"
    return DefinitionView(
        id=name,
        heading=code(schema.title or ""),
        notes=Markup(version_notes(schema.added_in, schema.changed_in, drawing)),
        description=drawing.texts.block(schema.description, drawing.section),
        tables=tuple(object_tables(schema, name, drawing)),
        examples=tuple(map(draw_json, derived(schema))),
    )


def fields_view(schema: Schema, drawing: Drawing) -> DefinitionView:
    """Return what is shown of an event's common fields: no id, no examples, no caption on the first table."""
    schema = drawing.resolver.resolve(schema)
    words = CAPITAL.sub(" ", schema.title or "").lower()
    tables = object_tables(schema, "", drawing)
    return DefinitionView(
        id="",
        heading=code(words[:1].upper() + words[1:]),
        notes=Markup(""),
        description=drawing.texts.block(schema.description, drawing.section),
        tables=(*(replace(table, caption="") for table in tables[:1]), *tables[1:]),
        examples=(),
    )
