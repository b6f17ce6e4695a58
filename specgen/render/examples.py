"""Examples: those that the author gave, and those that follow from the schema (INPUT 9.3)."""

import json
from typing import Any

from markupsafe import Markup

from specgen.model.api import MediaType
from specgen.model.schema import Schema
from specgen.render.markdown import draw_pre

NOTHING: list[Any] = []


def derived(schema: Schema) -> list[Any]:
    """Return the examples of a resolved schema: its own, else one made of those of its parts; maybe none."""
    if schema.examples:
        return [json.loads(text) for text in schema.examples]
    example = json.loads(schema.example) if schema.example is not None else None
    if example:
        return [example]
    if schema.is_a("object"):
        return derived_object(schema)
    if schema.is_a("array") and schema.items is not None:
        inner = derived(schema.items)[:1]
        return [inner] if inner and inner[0] else NOTHING
    return NOTHING


def derived_object(schema: Schema) -> list[Any]:
    """Return an object of the properties' examples; falsy ones are left out."""
    firsts = {entry.name: derived(entry.schema)[:1] for entry in schema.properties or ()}
    value = {name: first[0] for name, first in firsts.items() if first and first[0]}
    return NOTHING if schema.properties and not value else [value]


def draw_json(value: object) -> Markup:
    """Return a JSON value as a code block: two blanks, keys sorted, `&` escaped as the published site has it."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    text = text.replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(draw_pre(text, "json"))


def draw_example(value: object, media_type: str) -> Markup:
    """Return an example as a code block: JSON, or the text of another media type as it is."""
    if "json" in media_type or not isinstance(value, str):
        return draw_json(value)
    return Markup(draw_pre(value, ""))


def media_examples(media: MediaType, schema: Schema) -> list[Markup]:
    """Return the code blocks of a media type whose resolved schema is `schema`."""
    given = [json.loads(example.text) for example in media.examples]
    return [draw_example(value, media.media_type) for value in given or derived(schema)]
