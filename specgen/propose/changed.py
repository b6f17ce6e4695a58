"""What a branch changes in the specification: the facts, and what they are about with the changes marked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from specgen.build import Wish, load, theme_of
from specgen.diff import diff
from specgen.diff.judge import judge
from specgen.diff.judgements import JUDGEMENTS
from specgen.model.api import Operation
from specgen.model.event import EventType
from specgen.model.source import SourceFile, SourceTree
from specgen.propose.look import safe
from specgen.render.compare import compared
from specgen.render.events import EventNaming, event_view, examples_of
from specgen.render.operations import operation_view
from specgen.render.sanitise import sanitised
from specgen.render.site import Options, Site, prepare
from specgen.render.templates import Templates
from specgen.report.changes.groups import sections
from specgen.report.changes.html import view

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two specifications, with what drawing its parts needs."""

    site: Site
    operations: Mapping[str, Operation]
    events: Mapping[str, EventType]


def changes_of(old: SourceTree, new: SourceTree, theme: Sequence[SourceFile], templates: Templates) -> Markup:
    """Return the HTML of what is different in a newer specification; nothing if nothing is."""
    sides = side_of(old, theme), side_of(new, theme)
    judged = judge(diff(sides[0].site.spec, sides[1].site.spec))
    if not judged:
        return NOTHING
    facts = view((old.name, new.name), sections(judged), {name: each.doc for name, each in JUDGEMENTS.items()})
    subjects = dict.fromkeys(each.change.subject for each in judged)
    drawn = [safe(html) for subject in subjects if (html := drawn_subject(subject, *sides))]
    return safe(templates.draw("changes.html", {**facts, "drawn": drawn}))


def side_of(tree: SourceTree, theme: Sequence[SourceFile]) -> Side:
    """Return a specification with what drawing its parts needs."""
    loaded = load(tree, Wish())
    spec = loaded.spec
    site = prepare((spec, loaded.layout), Options(), *theme_of(tree, theme))
    operations = {subject_of(each): each for api in spec.apis for each in api.operations}
    return Side(site, operations, {each.name: each for each in spec.event_types})


def subject_of(operation: Operation) -> str:
    """Return what changes call an operation."""
    return f"{operation.method} {operation.endpoint.strip()}"


def drawn_subject(subject: str, old: Side, new: Side) -> str:
    """Return an operation or an event with its changes marked; nothing for another subject."""
    for draw, before, after in parts(subject, old, new):
        html = [plain(draw(part, side)) if part else "" for part, side in ((before, old), (after, new))]
        return compared(*html)
    return ""


def parts(subject: str, old: Side, new: Side) -> Iterator[tuple[Callable[..., str], object, object]]:
    """Yield how a subject is drawn, and what it was and is."""
    method, _, path = subject.partition(" ")
    name = f"{method.upper()} {path}"
    for draw, before, after in (
        (draw_operation, old.operations.get(name), new.operations.get(name)),
        (draw_event, old.events.get(subject), new.events.get(subject)),
    ):
        if before or after:
            yield draw, before, after


def draw_operation(operation: Operation, side: Side) -> str:
    """Return an operation as its page shows it."""
    shown = operation_view(operation, "", side.site.drawing)
    return side.site.templates.draw("shortcodes/http-api.html", {"operations": [shown], "opened": True})


def draw_event(event: EventType, side: Side) -> str:
    """Return an event as its page shows it."""
    examples = tuple(examples_of(event.name, "", side.site.library.examples()))
    shown = event_view(event, EventNaming(event.name), examples, side.site.drawing)
    label = side.site.spec.settings.state_key_label
    return side.site.templates.draw("event.html", {"events": [shown], "state_key_label": label, "opened": True})


def plain(html: str) -> str:
    """Return HTML with each element closed, and safe: the branch may be anybody's."""
    return sanitised(html, lambda source: "")
