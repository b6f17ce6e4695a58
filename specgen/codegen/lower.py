"""From a spec to a package in Python's terms: everything that will be written, under its final name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from specgen.codegen.calls import call_of, with_body
from specgen.codegen.events import events_of
from specgen.codegen.failures import error_bodies, errors_of
from specgen.codegen.ir import Call, EventKind, Named, Package, Record, Type
from specgen.codegen.names import snake
from specgen.codegen.naming import choose, merged, renamed, renamed_declaration
from specgen.codegen.overrides import Overrides
from specgen.codegen.places import Places
from specgen.codegen.reach import event_types, reached, unknotted
from specgen.codegen.said import complete
from specgen.codegen.schemas import Lowering
from specgen.codegen.shown import ABSTRACT, PDU, Shown, any_format, shown_on_pages
from specgen.codegen.signed import recognise, widen
from specgen.layouts import Layout, page_of
from specgen.model.api import Api
from specgen.model.spec import Spec

# The format that a first character implies, for releases whose patterns do not say it.
SIGILS = {"@": "mx-user-id", "!": "mx-room-id", "$": "mx-event-id", "#": "mx-room-alias"}

# What clients do and have by themselves: an operation of that name would be in its way.
OF_CLIENTS = frozenset({"adopt", "annotations", "ask", "base_url", "close", "insists", "negotiate", "open", "outdated"})
OF_CLIENTS |= {"patience", "patient", "pause", "prepare", "read", "refreshing", "renewing", "send", "settings", "talk"}
OF_CLIENTS |= {"tell", "transport", "with_stages"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to generate: the folders of APIs, none for all; whether records, calls and events are part of it.

    `anchors` leads from operations to their place on the published pages, `event_anchors` from event types.
    """

    apis: tuple[str, ...] = ()
    models: bool = True
    calls: bool = True
    events: bool = True
    overrides: Overrides = field(default_factory=Overrides)
    anchors: Mapping[tuple[str, str], str] = field(default_factory=dict)
    event_anchors: Mapping[str, str] = field(default_factory=dict)


def lower(spec: Spec, layout: Layout, wanted: Wanted) -> Package:
    """Return the package of a spec."""
    lowering = Lowering({named.name: named.schema for named in spec.schemas}, places_of(spec, layout))
    chosen = [api for api in spec.apis if not wanted.apis or api.folder in wanted.apis]
    root = f"{layout.data}/" if layout.data else ""
    shown = shown_on_pages(spec, root, lowering, dict.fromkeys(api.folder for api in chosen))
    add_any_format(shown, lowering)
    pairs = [(api, operation) for api in map(with_schemes(chosen), chosen) for operation in api.operations]
    calls = [
        call_of(api, operation, lowering, wanted.anchors.get((operation.method, operation.endpoint), ""))
        for api, operation in pairs
    ]
    sign(lowering, calls)
    calls = [with_body(each, lowering) for each in calls]
    events = [*events_of(spec.event_types, spec.event_examples, lowering, wanted.overrides.kinds), *shown.edus]
    bodies = list(error_bodies(chosen, lowering))
    errors = errors_of(chosen, spec.pages, calls, lowering)
    complete(lowering.declared, events, wanted.overrides, lowering.places.formats)
    same = merged(lowering.declared.values())
    calls = [renamed_call(each, same) for each in distinct(overridden(calls, wanted.overrides))]
    events = [renamed_event(each, same) for each in events] if wanted.events else []
    show_places(events, lowering, wanted.event_anchors)
    kept = (renamed_declaration(each, same) for each in lowering.declared.values() if each.key not in same)
    calls = calls if wanted.models else []
    roots = [*call_types(calls), *(type_ for each in events for type_ in event_types(each))]
    if not wanted.models:
        shown, errors = Shown((), (), ()), []
    roots.extend(renamed(type_, same) for type_ in (*shown.types, *(each for _, each in shown.formats)))
    roots.extend((*lowering.stand_ins.values(), *(renamed(each, same) for each in bodies)) if wanted.models else ())
    roots.extend(renamed(member.type, same) for each in errors for member in each.members)
    declarations = sorted(unknotted(reached(kept, roots)), key=lambda each: (each.home, each.key))
    names = {key: wanted.overrides.classes.get(name, name) for key, name in choose(declarations).items()}
    return Package(
        title=spec.settings.title,
        version=spec.settings.version,
        url=spec.settings.published_url,
        titles=tuple(titles_of(spec)),
        declarations=tuple(declarations),
        names=tuple(sorted(names.items())),
        calls=tuple(calls) if wanted.calls else (),
        events=tuple(events),
        errors=tuple(errors) if wanted.calls else (),
        room_formats=tuple((room, Named(same.get(each.key, each.key))) for room, each in shown.formats),
        formats=tuple(sorted((each.name, each.title, each.url) for each in spec.formats)),
    )


def titles_of(spec: Spec) -> Iterator[tuple[str, str]]:
    """Yield APIs and the titles of their pages."""
    titles = {page.url: page.title for page in spec.pages}
    for folder in dict.fromkeys(api.folder for api in spec.apis):
        yield snake(folder), titles.get(f"/{page_of(folder)}/", "")


def with_schemes(apis: list[Api]) -> Callable[[Api], Api]:
    """Return what gives a document without security schemes those of its API's other documents."""
    known = {api.folder: api.security_schemes for api in reversed(apis) if api.security_schemes}
    return lambda api: replace(api, security_schemes=api.security_schemes or known.get(api.folder, ()))


def add_any_format(shown: Shown, lowering: Lowering) -> None:
    """Declare the record for events whose room version is not known, where rooms have formats."""
    api = next((lowering.declared[each.key].home.partition(".")[0] for _, each in shown.formats), "")
    record = any_format(shown.formats, lowering, api)
    if record is not None:
        lowering.declared[record.key] = record
        lowering.stand_ins[ABSTRACT] = Named(record.key)


def sign(lowering: Lowering, calls: list[Call]) -> None:
    """Let no member of an event be lost that servers sign."""
    event = lowering.declared.get(PDU)
    if isinstance(event, Record):
        recognise(lowering.declared, calls, event)
        widen(lowering.declared, event)


def show_places(events: Iterable[EventKind], lowering: Lowering, anchors: Mapping[str, str]) -> None:
    """Let content classes say where the specification tells of them."""
    for event in events:
        for name, content in (
            (event.type, event.content),
            *((f"{event.type}${tag}", each) for tag, each in event.variants),
        ):
            record = lowering.declared.get(content.key)
            if isinstance(record, Record) and name in anchors:
                lowering.declared[content.key] = replace(record, text=replace(record.text, anchor=anchors[name]))


def places_of(spec: Spec, layout: Layout) -> Places:
    """Return where the declarations of a spec go."""
    listed = {each.name for each in spec.formats if each.name.startswith("mx-")}
    documents = frozenset(operation.location.path for api in spec.apis for operation in api.operations)
    sigils = {sigil: name for sigil, name in SIGILS.items() if name in listed}
    return Places(f"{layout.apis}/", f"{layout.events}/", documents, frozenset(listed), sigils)


def overridden(calls: Iterable[Call], overrides: Overrides) -> Iterator[Call]:
    """Yield calls with the names and unstable paths that overrides say; those without a name are left out."""
    for call in calls:
        name = overrides.operations.get(call.operation_id, call.name)
        if name:
            arguments = tuple(
                replace(each, name=named(each.name, call, overrides)) if each.place != "body" else each
                for each in call.arguments
            )
            yield replace(call, name=name, arguments=arguments, unstable=overrides.unstable.get(call.operation_id, ()))


def named(argument: str, call: Call, overrides: Overrides) -> str:
    """Return what an argument is called: as overrides say for the operation, else for all."""
    for key in (f"{call.operation_id}.{argument}", argument):
        if key in overrides.arguments:
            return overrides.arguments[key]
    return argument


def distinct(calls: Iterable[Call]) -> list[Call]:
    """Return calls whose names differ within their API: what would clash takes its module's name."""
    seen: set[tuple[str, str]] = set()
    result = []
    for each in calls:
        name = each.name
        if (each.api, name) in seen or name in OF_CLIENTS:
            name = f"{name}_{each.home.rpartition('.')[2]}"
        if (each.api, name) not in seen:
            seen.add((each.api, name))
            result.append(replace(each, name=name))
    return result


def renamed_call(call: Call, same: Mapping[str, str]) -> Call:
    """Return a call whose types are those that are kept."""
    arguments = tuple(replace(each, type=renamed(each.type, same)) for each in call.arguments)
    answers = tuple(replace(each, type=renamed(each.type, same)) for each in call.answers)
    body = None if call.body is None else renamed(call.body, same)
    twin = None if call.twin is None else replace(call.twin, type=renamed(call.twin.type, same))
    return replace(call, arguments=arguments, answers=answers, body=body, twin=twin)


def renamed_event(event: EventKind, same: Mapping[str, str]) -> EventKind:
    """Return an event type whose classes are those that are kept."""
    variants = tuple((value, Named(same.get(each.key, each.key))) for value, each in event.variants)
    return replace(event, content=Named(same.get(event.content.key, event.content.key)), variants=variants)


def call_types(calls: Iterable[Call]) -> Iterable[Type]:
    """Yield the types that calls use."""
    for call in calls:
        yield from (each.type for each in call.arguments)
        yield from (each.type for each in call.answers)
        yield from () if call.body is None else (call.body,)
        yield from () if call.twin is None else (call.twin.type,)
