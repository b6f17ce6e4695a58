"""The history of one thing, version by version, each thing that happened in words."""

from collections.abc import Iterable, Sequence

from specgen.model.change import Change
from specgen.model.release_history import Chapter, Item, Moment, MomentKind, News, order
from specgen.report.changes.groups import entries
from specgen.report.changes.words import head, joined, predicate

# So many places of which the same is to be said are told in one line.
MANY = 3


def chapters(moments: Iterable[Moment]) -> tuple[Chapter, ...]:
    """Return a history, the oldest version first; what was always there before all else."""
    groups: dict[tuple[str, str], list[Moment]] = {}
    for moment in moments:
        groups.setdefault((moment.version, moment.earliest), []).append(moment)
    ordered = sorted(groups, key=lambda key: (bool(key[1]), order(key[0]), order(key[1] or "0.0")))
    return tuple(Chapter(*key, tuple(items(groups[key]))) for key in ordered)


def items(moments: Sequence[Moment]) -> list[Item]:
    """Return what is to be said of some moments: what is the same in many places is said once."""
    same: dict[tuple[MomentKind, bool, bool, tuple[News, ...]], list[Moment]] = {}
    for moment in moments:
        prose = moment.judged is None and bool(moment.text)
        same.setdefault((moment.kind, moment.source == "marked", prose, moment.news), []).append(moment)
    result: list[Item] = []
    for (kind, marked, prose, news), group in same.items():
        lines = texts(group)
        for index, (text, places) in enumerate(lines, 1):
            result.append(Item(kind, text, places, marked, bool(news), prose, news if index == len(lines) else ()))
    return result


def texts(moments: Sequence[Moment]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lines for some moments of one kind, each with the places that it is about if these are many."""
    said: dict[str, dict[str, None]] = {}
    for moment in moments:
        if moment.judged is None:
            said.setdefault(marked_words(moment), {}).setdefault(place_words(moment.path))
    compared = [moment.judged for moment in moments if moment.judged is not None]
    for line in (line for entry in entries(compared) for line in entry.lines):
        words = ", ".join(dict.fromkeys(predicate(each.change) for each in line.facts))
        places = said.setdefault(words, {})
        places[line.text.removesuffix(words).rstrip(": ")] = None
    found = []
    for words, heads in said.items():
        if len(heads) >= MANY:
            found.append((f"{len(heads)} places: {words}", tuple(heads)))
        else:
            found.extend((line_of(where, words), ()) for where in heads)
    return found


def line_of(where: str, words: str) -> str:
    """Return what is to be said of a place: a predicate goes on, a sentence of its own begins after a colon."""
    return f"{where}: {words}" if where and words[:1].isupper() else joined(where, (words,))


def marked_words(moment: Moment) -> str:
    """Return what a document says of a place."""
    return moment.text or moment.kind


def place_words(path: str) -> str:
    """Return a place in words."""
    return head(Change(kind="changed", area="property", path=path)) if path else ""
