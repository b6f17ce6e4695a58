"""Shortcodes: one function each, by the name that authors write (INPUT 6). A template of that name draws a view."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from specgen.model.event import EventType
from specgen.model.page import Inclusion, Page
from specgen.model.schema import Schema
from specgen.render.calls import BOXES, Call, version_mark
from specgen.render.changes import AREAS, area_of
from specgen.render.events import EventNaming, definition_view, event_view, examples_of, fields_view
from specgen.render.library import Library
from specgen.render.operations import operation_view, shown_operations
from specgen.render.pictures import size_of
from specgen.render.slug import operation_id, slug
from specgen.render.tables import Drawing

View = Mapping[str, object]
MSGTYPES = ("m.text", "m.emote", "m.notice", "m.image", "m.file")
NOT_MSGTYPES = ("m.server_notice", "m.key.verification.request")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One entry of a page's list of endpoints."""

    module: str
    method: str
    path: str
    id: str
    deprecated: bool


@dataclass(slots=True)
class Scope:
    """What the shortcodes of one page see, and what they leave for the page; a class because it collects."""

    page: Page
    library: Library
    drawing: Drawing
    module: str = ""
    endpoints: list[Endpoint] = field(default_factory=list)
    included: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """What a call shows: a view, made when it is drawn.

    `sources` are the documents that it is made of, with the call and the settings; None if there is more to it.
    """

    view: Callable[[], View]
    sources: tuple[str, ...] | None = None


class Shortcode(Protocol):
    """Makes a block from a call. Raises `LookupError` with a sentence for what the author got wrong."""

    def __call__(self, call: Call, scope: Scope) -> Block:
        """Return the block."""


def http_api(call: Call, scope: Scope) -> Block:
    """Show every operation of one API document."""
    api = scope.library.api(call["spec"], call["api"])
    scope.included[api.location.path] = None
    base = call.get("anchor_base")
    operations = shown_operations(api)
    for each in operations:
        name = operation_id(each, base)
        scope.endpoints.append(Endpoint(scope.module, each.method, each.endpoint, name, each.deprecated))
    return Block(
        lambda: {"operations": [operation_view(each, base, scope.drawing) for each in operations]},
        (api.location.path,),
    )


def event(call: Call, scope: Scope) -> Block:
    """Show one event."""
    naming = EventNaming(call["event"], call.get("desired_example_name"), call.get("title"))
    return events_block([(scope.library.event(call["event"]), naming)], scope)


def events_block(events: Sequence[tuple[EventType, EventNaming]], scope: Scope) -> Block:
    """Return the block of some events."""
    known = scope.library.examples()
    examples = [tuple(examples_of(each.name, naming.example, known)) for each, naming in events]
    shown = [(*each, own) for each, own in zip(events, examples, strict=True)]
    scope.included.update(dict.fromkeys(each.location.path for each, _ in events))
    places = [each.location for each, _ in events] + [example.location for own in examples for example in own]
    return Block(
        lambda: {
            "events": [event_view(each, naming, own, scope.drawing) for each, naming, own in shown],
            "state_key_label": scope.library.spec.settings.state_key_label,
        },
        tuple(place.path for place in places),
    )


def event_group(call: Call, scope: Scope) -> Block:
    """Show all events whose name starts alike, by weight, then by name."""
    start = call["group_name"]
    group = [each for each in scope.library.events.values() if each.name.startswith(start)]
    if not group:
        raise LookupError(f"no event schema's name starts with `{start}`")
    smallest = float("-inf")
    group.sort(key=lambda each: (smallest if each.schema.weight is None else each.schema.weight, each.name))
    return events_block([(each, EventNaming(each.name)) for each in group], scope)


def msgtypes(call: Call, scope: Scope) -> Block:
    """Show the variants of `m.room.message`: the common ones first."""
    start = "m.room.message$"
    names = [name.removeprefix(start) for name in sorted(scope.library.events) if name.startswith(start)]
    others = [name for name in names if name not in (*MSGTYPES, *NOT_MSGTYPES)]
    shown = [name for name in (*MSGTYPES, *others) if name in names]
    return events_block([(scope.library.event(start + name), EventNaming(name, start + name)) for name in shown], scope)


def event_fields(call: Call, scope: Scope) -> Block:
    """Show what events have in common."""
    schema = scope.library.schema(f"{scope.library.spec.core_events}/{call['event_type']}")
    scope.included[schema.location.path] = None
    return Block(lambda: {"definition": fields_view(schema, scope.drawing)}, (schema.location.path,))


def definition(call: Call, scope: Scope) -> Block:
    """Show one shared schema."""
    name = "/".join(filter(None, (scope.library.spec.data_root, call["path"])))
    schema = scope.library.schema(name)
    scope.included[schema.location.path] = None
    return Block(lambda: shown_definition(schema, call, scope), (schema.location.path,))


def shown_definition(schema: Schema, call: Call, scope: Scope) -> View:
    """Return the view of a definition; it had another id once."""
    view = definition_view(schema, scope.drawing)
    old_id = view.id.removeprefix("definition-") if scope.library.spec.settings.old_definition_ids else ""
    return {"definition": view, "compact": call.get("compact") == "true", "old_id": old_id}


def diagram(call: Call, scope: Scope) -> Block:
    """Show a picture, which is drawn at 200 %, at half its size."""
    file = scope.library.diagram(call["name"])
    width, height = size_of(file.data)
    url = scope.drawing.links.site(f"/diagrams/{file.path}")
    view = {"url": url, "alt": call.get("alt"), "width": width // 2, "height": height // 2}
    return Block(lambda: view)


def proposal_tables(call: Call, scope: Scope) -> Block:
    """Show the proposals in each state of the process."""
    states = [
        {"id": slug(state.title), "title": state.title, "proposals": state.proposals}
        for state in scope.library.spec.proposals
    ]
    return Block(lambda: {"states": states})


def sas_emojis(call: Call, scope: Scope) -> Block:
    """Show the table of emoji for short authentication strings."""
    return Block(lambda: {"emoji": scope.library.spec.emoji})


def changelog_description(call: Call, scope: Scope) -> Block:
    """Say which version this is."""
    return Block(lambda: {"settings": scope.library.spec.settings})


def changes(call: Call, scope: Scope) -> Block:
    """Show the changes since the last release: of the area that is named, or of all."""
    spec = scope.library.spec
    folders = [argument.rstrip("/").rpartition("/")[2].replace("-", "_") for argument in call.arguments.values()]
    known = {fragment.section for fragment in spec.fragments}
    wanted = [folder for folder in folders if folder in known] if folders else [area[0] for area in AREAS]
    areas = [area_of(folder, spec.fragments, spec.change_types, not folders) for folder in wanted]
    view = {"areas": areas, "headed": not folders, "repository": spec.settings.repository, "texts": scope.drawing.texts}
    return Block(lambda: view)


def cs_module(call: Call, scope: Scope) -> Sequence[Inclusion]:
    """Include a module; its display name groups the list of endpoints."""
    name = call.get("filename") or call["name"]
    scope.module = call.get("name") if call.get("filename") else ""
    return (scope.library.inclusion("module", name),)


def cs_modules(call: Call, scope: Scope) -> Sequence[Inclusion]:
    """Include all modules by weight."""
    modules = [each for each in scope.library.spec.inclusions if each.kind == "module"]
    return sorted(modules, key=lambda each: (each.weight is None, each.weight, each.name))


def rver_fragment(call: Call, scope: Scope) -> Sequence[Inclusion]:
    """Include a fragment of a room version."""
    return (scope.library.inclusion("fragment", call["name"]),)


def changelogs(call: Call, scope: Scope) -> Sequence[Inclusion]:
    """Include the changelogs of all releases, the newest first."""
    texts = [each for each in scope.library.spec.inclusions if each.kind == "changelog"]
    return sorted(texts, key=lambda each: (each.date, each.name), reverse=True)


def mark(call: Call, scope: Scope) -> str:
    """Say in which version something was added or changed."""
    return version_mark(call, scope.page.version)


def relref(call: Call, scope: Scope) -> str:
    """Return the URL of a page's checklist."""
    path = call.get("path") or call["0"]
    name = path.rpartition("/")[2].removesuffix(".md")
    page = next((page for page in scope.library.pages.values() if page.url.rstrip("/").endswith(f"/{name}")), None)
    if page is None:
        raise LookupError(f"there is no page `{path}`")
    return scope.drawing.links.site(page.url) + ("checklist.md" if call.get("outputFormat") else "")


# Blocks whose views the template of the same name draws.
BLOCKS: Mapping[str, Shortcode] = {
    "http-api": http_api,
    "event": event,
    "event-group": event_group,
    "msgtypes": msgtypes,
    "event-fields": event_fields,
    "definition": definition,
    "diagram": diagram,
    "proposal-tables": proposal_tables,
    "sas-emojis": sas_emojis,
    "changelog/changelog-description": changelog_description,
    "changelog/changes": changes,
}
# Markdown texts that become part of the page.
INCLUDES: Mapping[str, Callable[[Call, Scope], Sequence[Inclusion]]] = {
    "cs-module": cs_module,
    "cs-modules": cs_modules,
    "rver-fragment": rver_fragment,
    "changelog/changelogs": changelogs,
}
# Words inside a line.
WORDS: Mapping[str, Callable[[Call, Scope], str]] = {
    "added-in": mark,
    "changed-in": mark,
    "relref": relref,
}


def names() -> Iterator[str]:
    """Yield the name of every shortcode."""
    for table in (BLOCKS, INCLUDES, WORDS, BOXES):
        yield from table
