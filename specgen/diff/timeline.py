"""What happened to one operation or event, or to a field of it, through all known versions."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from specgen.diff.attribution import Entry, brought
from specgen.location import unescape
from specgen.model.change import Change, Judged
from specgen.model.release_history import (
    History,
    Mark,
    Moment,
    MomentKind,
    News,
    Step,
    Subject,
    gap,
    key_of,
    order,
)

DEEPEST = 4


@dataclass(slots=True)
class Told:
    """What a step says, by the keys of the subjects."""

    step: Step
    entries: tuple[Entry, ...]
    subjects: dict[str, Subject] = field(default_factory=dict)
    marks: defaultdict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    changes: defaultdict[str, list[Judged]] = field(default_factory=lambda: defaultdict(list))


class Timeline:
    """The history of anything in a specification; a class because it sorts once what all versions say."""

    def __init__(self, history: History) -> None:
        """Sort what the versions say, the newest first."""
        self.told = [told(step) for step in reversed(history.steps)]

    def moments(self, name: str, words: bool = False) -> tuple[Moment, ...]:
        """Return what happened to a subject, the oldest first; changes of descriptions only if `words`."""
        found: list[Moment] = []
        keys = [key_of(name)]
        for each in self.told:
            found.extend(reversed(list(of_step(each, keys, words))))
            keys += [key_of(old) for old, new in each.step.renamed if key_of(new) in keys]
        return tuple(reversed(found))


def told(step: Step) -> Told:
    """Return what a step says, sorted."""
    result = Told(step, tuple(map(Entry, step.news)), {key_of(each.name): each for each in step.subjects})
    for mark in step.marks:
        result.marks[key_of(mark.subject)].append(mark)
    for judged in step.changes:
        result.changes[key_of(judged.change.subject)].append(judged)
    return result


def of_step(said: Told, keys: list[str], words: bool) -> Iterator[Moment]:
    """Yield what happened to a subject, known by any of some names, from one version to the next."""
    subject = next((said.subjects[key] for key in keys if key in said.subjects), None)
    marks = [mark for key in keys for mark in said.marks.get(key, ())]
    if not said.step.old:
        yield from first(said, subject, marks)
        return
    for judged in (each for key in keys for each in said.changes.get(key, ())):
        change = judged.change
        if words or change.area != "documentation":
            known = subject or Subject(change.subject, change.area)
            yield refined(said.step, judged, marks, brought(known, change, said.entries))
    known = subject or Subject("", "")
    yield from (by_mark(mark, known, said.entries) for mark in marks if mark.text is not None)


def first(said: Told, subject: Subject | None, marks: Iterable[Mark]) -> Iterator[Moment]:
    """Yield what the first known version says of what was before: by its marks, else only that it is there."""
    found = [by_mark(mark, subject or Subject("", ""), said.entries) for mark in marks]
    if subject is not None and not any(each.kind == "added" and not each.path for each in found):
        yield beginning(said, subject, [each.version for each in found])
    yield from sorted(found, key=lambda each: (each.kind != "added" or bool(each.path), each.path))


def beginning(said: Told, subject: Subject, versions: list[str]) -> Moment:
    """Return since when a thing was there: since a changelog calls it new, else before anybody spoke of it.

    `versions` are those that marks in its documents name.
    """
    naming = [entry for entry in said.entries if entry.names(subject) and entry.is_about(subject)]
    new = next((entry.news for entry in naming if entry.tells == "added"), None)
    if new is not None:
        return Moment(version=new.version, earliest=new.version, source="named", kind="added", news=(new,))
    spoken = min((*versions, *(entry.news.version for entry in naming), said.step.new), key=order)
    text = f"there; nothing before {said.step.new} is known here"
    return Moment(version=spoken, earliest="", source="first", kind="there", text=text)


def by_mark(mark: Mark, subject: Subject, entries: Iterable[Entry]) -> Moment:
    """Return what a mark in a document tells."""
    version = f"v{mark.version.removeprefix('v')}"
    like = Change(
        kind="added" if mark.text is None else "changed",
        area="property" if mark.path else "operation",
        keyword="" if mark.text is None else "mark",
        path=mark.path,
    )
    news = brought(subject, like, (entry for entry in entries if entry.news.version == version))
    return Moment(
        version=version,
        earliest=version,
        source="marked",
        kind="added" if mark.text is None else "changed",
        path=mark.path,
        text=" ".join((mark.text or "").split()),
        news=news,
    )


def refined(step: Step, judged: Judged, marks: Iterable[Mark], news: tuple[News, ...]) -> Moment:
    """Return a change with the version that brought it: marks and changelogs tell it where versions are not known."""
    change = judged.change
    known = Moment(
        version=step.new, earliest=step.new, source="compared", kind=kind_of(judged), path=change.path, judged=judged
    )
    between = gap(step.old, step.new)
    if not between:
        return replace(known, news=news)
    same = [mark for mark in marks if loose(mark.path) == loose(change.path)]
    fits = [mark.version for mark in same if (mark.text is None) == (change.kind == "added")]
    named = {entry.version for entry in news}
    if fits:
        version = f"v{fits[0].removeprefix('v')}"
        own = tuple(entry for entry in news if entry.version == version)
        return replace(known, version=version, earliest=version, source="marked", news=own)
    if len(named) == 1:
        version = news[0].version
        return replace(known, version=version, earliest=version, source="named", news=news)
    return replace(known, earliest=between[0], news=news)


def loose(path: str) -> str:
    """Return a path without what names in maps look like: a map that is described anew is told of without."""
    return "/".join("*" if token.startswith("<") else token for token in path.split("/"))


def kind_of(judged: Judged) -> MomentKind:
    """Return what kind of thing a change is."""
    change = judged.change
    if change.area == "documentation":
        return "described"
    if change.keyword == "deprecated":
        return "deprecated" if change.after == "true" else "restored"
    return "changed" if change.keyword else change.kind


def of_fields(found: Iterable[Moment], paths: Iterable[str]) -> tuple[Moment, ...]:
    """Return the part of a subject's history that is of some places in it, of what is below, and of what holds them."""
    found = tuple(found)
    chosen = {index for path in paths for index in of_field(found, path)}
    return tuple(moment for index, moment in enumerate(found) if index in chosen)


def of_field(found: tuple[Moment, ...], path: str) -> Iterator[int]:
    """Yield the index of each moment that belongs to a path; the newest first, from where it is there or not."""
    present: bool | None = None
    for index in range(len(found) - 1, -1, -1):
        moment = found[index]
        above = moment.path != path and (not moment.path or path.startswith(f"{moment.path}/"))
        if moment.path != path and not moment.path.startswith(f"{path}/") and not (above and exists(moment, path)):
            continue
        comes_or_goes = (moment.path == path or above) and moment.kind in ("added", "removed", "there")
        if present is False and not (comes_or_goes and moment.kind == "removed"):
            continue
        if comes_or_goes:
            present = moment.kind == "removed"
        yield index


def exists(moment: Moment, path: str) -> bool:
    """Tell whether a thing that holds a place came or went, and the place with it, as far as its outline shows."""
    if moment.kind not in ("added", "removed", "there"):
        return False
    change = moment.judged.change if moment.judged else None
    if change is None or change.area in ("operation", "event", "response", "body", "definition"):
        return True
    outline = change.after if change.after is not None else change.before
    tokens = path.removeprefix(moment.path).strip("/").split("/")
    return inside(json.loads(outline or "null"), tokens[:DEEPEST])


INSIDE = {"[]": "items", "*": "additionalProperties"}


def inside(outline: object, tokens: list[str]) -> bool:
    """Tell whether an outline has a place."""
    if not tokens or not isinstance(outline, dict):
        return not tokens
    first_one, *rest = tokens
    if first_one in INSIDE:
        return inside(outline.get(INSIDE[first_one]), rest)
    if first_one.startswith("("):
        alternatives = outline.get("anyOf")
        return any(inside(each, rest) for each in alternatives) if isinstance(alternatives, list) else False
    matched = first_one.startswith("<")
    keyword, name = ("patternProperties", first_one[1:-1]) if matched else ("properties", first_one)
    held = outline.get(keyword)
    return isinstance(held, dict) and unescape(name) in held and inside(held[unescape(name)], rest)
