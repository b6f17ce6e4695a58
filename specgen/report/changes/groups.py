"""Facts that come from one place in the sources, brought together: a shared definition changes many operations."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from specgen.location import NOWHERE
from specgen.model.change import Impact, Judged
from specgen.report.changes.words import head, joined, place, predicate

# Areas whose facts are told one by one: each stands for itself, wherever it is written.
ALONE = ("operation", "event", "definition", "response", "media-type")
# Keywords that mostly write down what was meant all along. A specification that begins to give a format does so in
# hundreds of places, among which other changes would be lost: they come last, and from so many places on only once.
NOTATIONS = ("format", "pattern", "key-format")
MANY = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say, and the facts that it says."""

    text: str
    facts: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Some subjects and what is to be said of all of them."""

    subjects: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All entries of one impact, the worst first."""

    impact: Impact
    count: int
    entries: tuple[Entry, ...]
    noted: int = 0


def sections(judged: Sequence[Judged]) -> tuple[Section, ...]:
    """Return facts by impact, the worst first, each said once for all subjects that share it."""
    return tuple(section(impact, [each for each in judged if each.impact == impact]) for impact in reversed(Impact))


def section(impact: Impact, judged: Sequence[Judged]) -> Section:
    """Return the facts of one impact; `noted` says how many of them are formats and patterns, if these are many."""
    count = sum(map(is_notation, judged)) if notations(judged) else 0
    return Section(impact, len(judged), entries(judged), count)


def entries(judged: Sequence[Judged]) -> tuple[Entry, ...]:
    """Return facts by the subjects that share them; formats and patterns that came or went after the others."""
    noted = notations(judged)
    done = {id(each) for facts in noted.values() for each in facts}
    first = [each for each in judged if not is_notation(each)]
    second = [each for each in judged if is_notation(each) and id(each) not in done]
    return (*by_source(first), *by_source(second), *(note(*item) for item in noted.items()))


def is_notation(judged: Judged) -> bool:
    """Tell whether a fact is that a format or a pattern came or went."""
    return judged.change.keyword in NOTATIONS and judged.change.kind != "changed"


def notations(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the facts about formats and patterns that came or went in many places, by what they say."""
    places: dict[tuple[str, str], list[Judged]] = {}
    for each in filter(is_notation, judged):
        places.setdefault(where(each), []).append(each)
    found: dict[str, list[list[Judged]]] = {}
    for facts in places.values():
        found.setdefault(joined("", dict.fromkeys(predicate(each.change) for each in facts)), []).append(facts)
    return {text: [each for facts in lists for each in facts] for text, lists in found.items() if len(lists) >= MANY}


def where(judged: Judged) -> tuple[str, str]:
    """Return the subject and the path of a fact."""
    return judged.change.subject, judged.change.path


def note(text: str, facts: Sequence[Judged]) -> Entry:
    """Return what is said once of many places."""
    count = len({where(each) for each in facts})
    return Entry(
        tuple(dict.fromkeys(each.change.subject for each in facts)), (Line(f"{text} in {count} places", tuple(facts)),)
    )


def by_source(judged: Sequence[Judged]) -> tuple[Entry, ...]:
    """Return facts by the subjects that share them."""
    same: dict[Hashable, list[Judged]] = {}
    for each in judged:
        same.setdefault(source(each), []).append(each)
    by_subjects: dict[tuple[str, ...], dict[str, list[Judged]]] = {}
    for facts in same.values():
        subjects = tuple(dict.fromkeys(each.change.subject for each in facts))
        by_subjects.setdefault(subjects, {}).setdefault(common_head(facts), []).extend(facts)
    return tuple(
        Entry(subjects, tuple(line(*item) for item in heads.items())) for subjects, heads in by_subjects.items()
    )


def line(where: str, facts: Sequence[Judged]) -> Line:
    """Return what is said of one place."""
    return Line(joined(where, dict.fromkeys(predicate(each.change) for each in facts)), tuple(facts))


def source(judged: Judged) -> Hashable:
    """Return what facts have in common that say the same of several places."""
    change = judged.change
    if change.location == NOWHERE or change.area in ALONE:
        return judged, change.location
    what = (judged.judgement, change.area, change.keyword, change.before, change.after, change.required)
    return what, change.location, change.before_location


def common_head(facts: Sequence[Judged]) -> str:
    """Return where facts of one source are: as it is where they agree, else what their paths have in common."""
    heads = dict.fromkeys(head(each.change) for each in facts)
    if len(heads) == 1:
        return next(iter(heads))
    places = [place(each.change) for each in facts]
    kinds = dict.fromkeys(kind(where) for where, _ in places)
    said = head(facts[0].change, shared(rest for _, rest in places))
    name = said.removeprefix(places[0][0]).removeprefix(": ")
    wheres = dict.fromkeys(where for where, _ in places)
    return ": ".join(filter(None, (" and ".join(wheres if len(wheres) == 1 else kinds), name)))


def kind(where: str) -> str:
    """Return what kind of place this is: `response` for `response 200`."""
    words = where.partition("`")[0].partition(" (")[0].split()
    return " ".join(word for word in words if not word[:1].isdigit())


def shared(paths: Iterable[Sequence[str]]) -> int:
    """Return how many tokens at their end some paths have in common; their first one does not count."""
    lists = list(paths)
    shortest = min(map(len, lists))
    for count in range(shortest):
        if len({path[-1 - count] for path in lists}) > 1:
            return count
    return shortest
