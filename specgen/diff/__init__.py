"""What changed between two specifications. Facts first, without blame; `judge` says what they mean."""

from collections.abc import Mapping

from specgen.diff.events import definitions, events
from specgen.diff.operations import operations
from specgen.diff.pages import anchors, formats
from specgen.diff.schemas import Comparer
from specgen.diff.shape import Shapes
from specgen.diff.standards import swagger_folders
from specgen.model.change import Change
from specgen.model.schema import Schema
from specgen.model.spec import Spec

NONE: Mapping[str, frozenset[str]] = {}


def diff(
    old: Spec, new: Spec, old_ids: Mapping[str, frozenset[str]] = NONE, new_ids: Mapping[str, frozenset[str]] = NONE
) -> tuple[Change, ...]:
    """Return what changed, by subject. Only what travels counts; where and in what order it is written does not.

    `old_ids` and `new_ids` are the ids on each page by its URL, for those who want to know of anchors.
    """
    comparer = Comparer(Shapes(named(old)), Shapes(named(new)))
    across = bool(swagger_folders(old)) != bool(swagger_folders(new))
    lenient = Comparer(comparer.old, comparer.new, lenient=True) if across else comparer
    groups = (
        operations(old, new, lenient),
        events(old, new, comparer),
        definitions(old, new, lenient),
        formats(old, new),
        anchors(old_ids, new_ids),
    )
    return tuple(change for group in groups for change in sorted(group, key=order))


def named(spec: Spec) -> dict[str, Schema]:
    """Return the schemas that names stand for."""
    return {each.name: each.schema for each in spec.schemas}


def order(change: Change) -> tuple[str, str, str, str, str]:
    """Return what changes are sorted by."""
    return (
        change.subject.partition(" ")[2],
        change.subject,
        change.path,
        change.keyword,
        change.before or change.after or "",
    )
