"""What pages show beside operations and events: definitions, ephemeral data units, event formats of room versions."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.codegen.events import declare
from specgen.codegen.ir import ANY, JSON_OBJECT, EventKind, Field, Named, Record, Text, Type
from specgen.codegen.names import event_class, snake
from specgen.codegen.schemas import Lowering, Naming
from specgen.codegen.unions import union_of
from specgen.model.spec import Spec

DEFINITION = re.compile(r'definition\s+path="([^"]+)"')
FRAGMENT = re.compile(r'rver-fragment\s+name="([^"]+)"')
ROOM = re.compile(r"/rooms/v?([^/]+)/\Z")
ABSTRACT = "PDU"
PDU = "pdu"


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages show: types of definitions, kinds of EDUs, and the event format of each room version."""

    types: tuple[Type, ...]
    edus: tuple[EventKind, ...]
    formats: tuple[tuple[str, Named], ...]


def shown_on_pages(spec: Spec, root: str, lowering: Lowering, folders: Iterable[str]) -> Shown:
    """Return what the pages of a spec show, as far as it belongs to the wanted APIs. `root` is the folder of data."""
    wanted = tuple(f"{root}api/{folder}/" for folder in folders)
    texts = {page.url: page.body for page in spec.pages}
    fragments = {each.name: each.body for each in spec.inclusions if each.kind == "fragment"}
    modules = [each.body for each in spec.inclusions if each.kind != "fragment"]
    names = [name for text in (*texts.values(), *fragments.values(), *modules) for name in definitions(text, root)]
    types: list[Type] = []
    edus: list[EventKind] = []
    for name in sorted(set(names)):
        if name in lowering.named and (name.startswith(wanted) or not name.startswith(f"{root}api/")):
            edu = edu_kind(name, lowering)
            edus += [] if edu is None else [edu]
            types += [lowering.reference(name, Naming(()))] if edu is None else []
    formats = (
        tuple(room_formats(texts, fragments, root, lowering)) if any("server-server" in each for each in wanted) else ()
    )
    return Shown(tuple(types), tuple(edus), formats)


def definitions(text: str, root: str) -> Iterator[str]:
    """Yield the names of the schemas that a page shows."""
    yield from (f"{root}{path.removesuffix('.yaml')}.yaml" for path in DEFINITION.findall(text))


def edu_kind(name: str, lowering: Lowering) -> EventKind | None:
    """Return the kind of ephemeral data unit that a schema is; None for any other schema."""
    whole = lowering.whole(lowering.named[name])
    kind = whole.property("edu_type")
    if kind is None or whole.property("content") is None:
        return None
    values = [json.loads(value) for value in (*lowering.whole(kind).enum, *filter(None, (kind.const,)))]
    if len(values) != 1 or not isinstance(values[0], str):
        return None
    home = f"{lowering.places.home(name).partition('.')[0]}.edus"
    names = (f"{event_class(values[0])}Edu",)
    content = declare(replace(whole, location=lowering.named[name].location), names, home, lowering, None)
    return EventKind(type=values[0], kind="edu", home=home, content=content)


def room_formats(
    texts: Mapping[str, str], fragments: Mapping[str, str], root: str, lowering: Lowering
) -> Iterator[tuple[str, Named]]:
    """Yield room versions and the records of their events, as their pages show them."""
    rooms = ((match[1], texts[match.string]) for match in map(ROOM.search, texts) if match is not None)
    for room, body in sorted(rooms, key=lambda each: (len(each[0]), each[0])):
        parts = (body, *(fragments.get(name, "") for name in FRAGMENT.findall(body)))
        for name in dict.fromkeys(name for part in parts for name in definitions(part, root)):
            type_ = lowering.reference(name, Naming(())) if name in lowering.named else None
            record = lowering.declared.get(type_.key) if isinstance(type_, Named) else None
            if isinstance(type_, Named) and isinstance(record, Record) and record.envelope == "event":
                yield room, type_
                break


def any_format(formats: Sequence[tuple[str, Named]], lowering: Lowering, api: str) -> Record | None:
    """Return a record for events of any room version: what their formats have, nothing of it required."""
    records = [lowering.declared[key] for key in dict.fromkeys(named.key for _, named in formats)]
    fields: dict[str, Field] = {}
    for record in records:
        for each in record.fields if isinstance(record, Record) else ():
            known = fields.get(each.wire)
            type_ = (
                each.type
                if known is None or known.type == each.type
                else union_of(lowering.declared, [known.type, each.type])
            )
            fields[each.wire] = replace(each, type=type_, required=False)
    if not fields:
        return None
    fields["content"] = replace(fields["content"], type=JSON_OBJECT)
    names = ("AnyPdu",)
    text = Text(prose="An event as servers exchange it, of a room whose version is not known here.")
    home = f"{snake(api)}.models"
    ordered = tuple(fields.values())
    return Record(key=PDU, home=home, names=names, fields=ordered, text=text, extra=ANY, envelope="pdu")
