"""Object tables: which tables a schema gives, and what stands in them (INPUT 8)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from specgen.model.resolve import Resolver
from specgen.model.schema import Property, Schema
from specgen.model.spec import StringFormat
from specgen.render.links import Links
from specgen.render.slug import slug
from specgen.render.story import Story
from specgen.render.texts import Texts, added, changed, led, unwrapped


@dataclass(frozen=True, slots=True)
class Row:
    """One row: HTML in each cell. `name` is empty in tables without names."""

    name: str
    type: Markup
    description: Markup


@dataclass(frozen=True, slots=True)
class Table:
    """One object table; `id` and `caption` may be empty. `named`: it has a column for names."""

    id: str
    caption: str
    rows: tuple[Row, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """What drawing a schema needs. `section` is where the page's relative links start from."""

    resolver: Resolver
    formats: Mapping[str, StringFormat]
    links: Links
    texts: Texts
    section: str = "/"
    story: Story = field(default_factory=Story)


def anchor(schema: Schema, base: str) -> str:
    """Return the id of an object's table: objects with a title and properties have one."""
    if base and schema.is_a("object") and schema.title and schema.properties:
        return f"{base}_{slug(schema.title)}"
    return ""


def collect(schema: Schema, base: str, top: bool = True) -> list[Schema]:
    """Return the schemas that get a table, in their order, without duplicates."""
    found: list[Schema] = []
    if schema.is_a("object"):
        for child in object_parts(schema):
            found.extend(collect(child, base, False))
        if schema.properties or top:
            found.insert(0, schema)
    elif schema.is_a("array") and schema.items is not None:
        for child in schema.items.any_of or (schema.items,):
            found.extend(collect(child, base, False))
    for child in schema.one_of:
        found.extend(collect(child, base, False))
    return unique(found)


def object_parts(schema: Schema) -> Iterator[Schema]:
    """Yield what an object consists of: other properties, those by pattern, those by name."""
    if isinstance(schema.additional, Schema):
        yield schema.additional
    for entry in (*(schema.pattern_properties or ()), *(schema.properties or ())):
        yield entry.schema


def unique(schemas: list[Schema]) -> list[Schema]:
    """Return the schemas without those that look the same in a table as an earlier one."""
    seen: list[tuple[object, ...]] = []
    result = []
    for schema in schemas:
        look = (
            schema.title,
            schema.required,
            schema.enum,
            schema.properties,
            schema.additional,
            schema.pattern_properties,
        )
        if look not in seen:
            seen.append(look)
            result.append(schema)
    return result


def object_tables(schema: Schema, base: str, drawing: Drawing) -> list[Table]:
    """Return the tables of a resolved schema."""
    tables = (object_table(each, base, drawing) for each in collect(schema, base))
    return [table for table in tables if table is not None]


def object_table(schema: Schema, base: str, drawing: Drawing) -> Table | None:
    """Return the table of one object, or None where there is nothing to show."""
    if schema.properties:
        rows = [property_row(entry, schema.required, base, drawing) for entry in schema.properties]
        if isinstance(schema.additional, Schema):
            rows.append(
                Row(
                    "<Other properties>",
                    type_of(schema.additional, base, drawing),
                    describe(schema.additional, False, drawing),
                )
            )
        return Table(anchor(schema, base), schema.title or "", tuple(rows))
    if schema.additional or schema.pattern_properties:
        row = Row("", type_of(schema, base, drawing), describe(schema, False, drawing))
        return Table("", schema.title or "", (row,), named=False)
    return None


def property_row(entry: Property, required: tuple[str, ...], base: str, drawing: Drawing) -> Row:
    """Return the row of one property."""
    must = entry.name in required or entry.schema.required_here
    return Row(entry.name, type_of(entry.schema, base, drawing), describe(entry.schema, must, drawing))


def describe(schema: Schema, required: bool, drawing: Drawing) -> Markup:
    """Return the description cell: required, description, allowed values, since when, what changed."""
    html = str(drawing.texts.block(schema.description, drawing.section))
    if required:
        html = led("<b>Required:</b> ", html)
    notes = []
    if schema.enum:
        values = ", ".join(value_text(value) for value in schema.enum)
        notes.append(f"<p>One of: <code>[{escape(values)}]</code>.</p>")
    notes.append(version_notes(schema.added_in, schema.changed_in, drawing))
    return Markup(unwrapped(html + "".join(notes)))


def value_text(value: str) -> str:
    """Return an allowed value as shown: strings without quotes."""
    decoded = json.loads(value)
    return decoded if isinstance(decoded, str) else value


def version_notes(added_in: str | None, changed_in: tuple[tuple[str, str], ...], drawing: Drawing) -> str:
    """Return the paragraphs that say since when something is there and what changed."""
    changes = (changed(version, str(drawing.texts.block(text, drawing.section))) for version, text in changed_in)
    return added(added_in) + "".join(changes)


def type_of(schema: Schema, base: str, drawing: Drawing) -> Markup:
    """Return the type column's content as HTML, without the code style around it. An empty `base` links nothing."""
    if schema.one_of or schema.any_of:
        parts = [type_of(each, base, drawing) for each in schema.one_of] or [
            type_of(each, "", drawing) for each in schema.any_of
        ]
        return Markup("|").join(parts)
    if schema.is_a("object"):
        return object_type(schema, base, drawing)
    if schema.is_a("array"):
        return array_type(schema, base, drawing)
    if schema.is_a("string") and schema.format in drawing.formats:
        return format_type(schema.format, drawing)
    return escape("|".join(schema.types))


def array_type(schema: Schema, base: str, drawing: Drawing) -> Markup:
    """Return `[T]`; alternatives of the items have tables of their own, so they link."""
    if schema.items is None:
        return Markup("[]")
    if schema.items.any_of and not schema.items.one_of:
        inner = Markup("|").join(type_of(each, base, drawing) for each in schema.items.any_of)
    else:
        inner = type_of(schema.items, base, drawing)
    return Markup("[{}]").format(inner)


def object_type(schema: Schema, base: str, drawing: Drawing) -> Markup:
    """Return an object's title (a link to its table), or what it maps strings to."""
    if schema.properties:
        name = anchor(schema, base)
        title = escape(schema.title or "object")
        return Markup('<a href="#{}">{}</a>').format(name, title) if name else title
    if isinstance(schema.additional, Schema):
        return Markup("{{string: {}}}").format(type_of(schema.additional, base, drawing))
    if schema.pattern_properties:
        entries = sorted(schema.pattern_properties, key=lambda entry: entry.schema.pattern_format or "string")
        return Markup("|").join(pattern_type(entry.schema, base, drawing) for entry in entries)
    return escape(schema.title or "object")


def pattern_type(schema: Schema, base: str, drawing: Drawing) -> Markup:
    """Return `{F: T}` for keys that match a pattern."""
    name = schema.pattern_format or "string"
    key = format_type(name, drawing) if name in drawing.formats else escape("string")
    return Markup("{{{}: {}}}").format(key, type_of(schema, base, drawing))


def format_type(name: str | None, drawing: Drawing) -> Markup:
    """Return a known string format's title, linked to its definition."""
    known = drawing.formats[name or ""]
    url = drawing.links.resolve(known.url, "/")
    return Markup('<a href="{}">{}</a>').format(url, known.title)
