"""Which entry of a changelog brought a change: the one that names what changed. Nothing is better than a guess."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from specgen.diff.judge import judge
from specgen.diff.names import subjects
from specgen.location import Location, unescape
from specgen.model.change import Change, Judged
from specgen.model.release_history import PLACEHOLDER, UNSTABLE, News, Subject, key_of
from specgen.model.spec import Spec

CODE = re.compile(r"`+([^`]+)`+")
CALL = re.compile(r"(?:(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+)?(/[\w.{][^\s?#]*)")
VERSION = re.compile(r"(?:r0|v\d+)\Z")
OLDEST = "r0"
NUMBER = re.compile(r"(?<![\w#.-])[1-5]\d\d(?![\w.-])")
# Kinds of entries, by words in their headings, and what they tell of.
KINDS = (("new", "added"), ("remov", "removed"), ("deprecat", "deprecated"), ("clarif", "words"))
# How entries about things that came or went begin.
VERBS = {"added": ("add", "introduc", "new "), "removed": ("remov", "drop"), "deprecated": ("deprecat",)}
MOST = 3


@dataclass(frozen=True)
class Entry:
    """A changelog's entry with what it names; not in slots, because it remembers that."""

    news: News

    @cached_property
    def spans(self) -> frozenset[str]:
        """Return what stands in code style."""
        return frozenset(span.strip() for span in CODE.findall(self.news.text))

    @cached_property
    def calls(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return method (may be empty) and path segments of each endpoint that it names."""
        found = (match for span in self.spans for match in CALL.finditer(span))
        return tuple((match[1] or "", segments(match[2])) for match in found)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the numbers that could be those of HTTP statuses."""
        return frozenset(NUMBER.findall(self.news.text))

    @cached_property
    def tells(self) -> str:
        """Return what its kind tells of: `added`, `removed`, `deprecated`, only `words`, or anything."""
        heading = self.news.kind.lower()
        return next((tells for word, tells in KINDS if word in heading), "")

    def names(self, subject: Subject) -> bool:
        """Tell whether it names an operation or event."""
        if subject.kind != "operation":
            whole, _, variant = subject.name.partition("$")
            return (variant or whole) in self.spans or subject.name in self.spans
        method, _, path = subject.name.partition(" ")
        own = segments(path)
        return any(call[0] in ("", method) and ends_with(own, call[1]) for call in self.calls)

    def is_about(self, subject: Subject) -> bool:
        """Tell whether it stands in the area of an operation's API; events have no area of their own."""
        area = re.sub(r"[\s_]+", "-", self.news.area.lower())
        return subject.kind != "operation" or not subject.home or area.startswith(subject.home)


def told_by_fragments(old: Spec, new: Spec, changes: Iterable[Change]) -> Iterator[tuple[Judged, tuple[Location, ...]]]:
    """Yield each change with what it means and the places of the fragments that tell of it."""
    titles = {kind.name: kind.title for kind in new.change_types}
    places: dict[News, list[Location]] = {}
    for each in new.fragments:
        news = News(version=UNSTABLE, area=each.section, kind=titles.get(each.type, each.type), text=each.text)
        places.setdefault(news, []).append(each.location)
    entries = [Entry(news) for news in places]
    known = {key_of(each.name): each for each in (*subjects(old), *subjects(new))}
    for judged in judge(changes if entries else ()):
        subject = known.get(key_of(judged.change.subject))
        found = brought(subject, judged.change, entries) if subject else ()
        yield judged, tuple(place for news in found for place in places[news])


def segments(path: str) -> tuple[str, ...]:
    """Return the segments of a path, its parameters without names."""
    return tuple(PLACEHOLDER.sub("{}", path).strip().rstrip("/.,;:").strip("/").split("/"))


def ends_with(whole: Sequence[str], end: Sequence[str]) -> bool:
    """Tell whether a path ends with another, or begins with it and goes on only with a parameter.

    Entries of old changelogs name `r0` what is now `v3`; `v1` and `v2` are different operations.
    """
    return any(same(part[-len(end) :], end) for part in (whole, tail_free(whole)) if len(part) >= len(end))


def tail_free(path: Sequence[str]) -> Sequence[str]:
    """Return a path without the parameters at its end."""
    while len(path) > 1 and path[-1] == "{}":
        path = path[:-1]
    return path


def same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two paths are the same, where `r0` stands for any version; one word at least has to be there."""
    pairs = list(zip(a, b, strict=True))
    fits = all(x == y or (OLDEST in (x, y) and VERSION.match(x) and VERSION.match(y)) for x, y in pairs)
    return fits and any(x == y and x not in ("{}", "") and not VERSION.match(x) for x, y in pairs)


def brought(subject: Subject, change: Change, entries: Iterable[Entry]) -> tuple[News, ...]:
    """Return the entries that name what changed best; nothing where none does."""
    words, statuses = words_of(change), statuses_of(change)
    weighed = [(score(subject, change, entry, (words, statuses)), entry.news) for entry in entries]
    best = max((weight for weight, _ in weighed), default=0)
    return tuple(news for weight, news in weighed if weight == best)[:MOST] if best > 0 else ()


def score(subject: Subject, change: Change, entry: Entry, wanted: tuple[frozenset[str], frozenset[str]]) -> int:
    """Return how well an entry fits a change; nothing for one that does not name it.

    `wanted` are the names that it would have in code style, and the statuses of responses.
    """
    named, whole = entry.names(subject), not change.path and change.area in ("operation", "event", "definition")
    if not whole:
        field = bool(entry.spans & wanted[0]) or (named and bool(entry.numbers & wanted[1]))
        likely = entry.is_about(subject) and (entry.tells != "words" or subject.kind == "operation")
        told = field and (named or likely)
        if denies(entry, change) or not (told or (named and told_by(change, entry))):
            return 0
        return 4 * field + 3 * named + fitting(change, entry)
    if not named or (change.kind != "changed" and entry.tells == "words"):
        return 0
    return 3 + fitting(change, entry) + any(method for method, _ in entry.calls)


def told_by(change: Change, entry: Entry) -> bool:
    """Tell whether an entry that names the subject only may mean a change inside it: not one that clarifies."""
    kind = kind_of(change)
    return entry.tells == kind or (not entry.tells and change.area != "documentation" and not has_words(entry))


def denies(entry: Entry, change: Change) -> bool:
    """Tell whether an entry says the opposite of a change: that what came is going."""
    return kind_of(change) == "added" and entry.tells in ("removed", "deprecated")


def has_words(entry: Entry) -> bool:
    """Tell whether an entry names something beside endpoints: then it is about that."""
    return any(not CALL.fullmatch(span) for span in entry.spans)


def fitting(change: Change, entry: Entry) -> int:
    """Return more for an entry whose kind is that of the change, or which begins with a verb for it."""
    kind = kind_of(change)
    verb = entry.news.text.lower().startswith(VERBS.get(kind, ()))
    if entry.tells in ("", kind):
        return (2 if entry.tells else 1) + verb
    return 0


def kind_of(change: Change) -> str:
    """Return what a change is: `added`, `removed`, `deprecated`, `changed`, or only `words`."""
    if change.area == "documentation":
        return "words"
    if change.keyword == "deprecated" and change.after == "true":
        return "deprecated"
    return "changed" if change.keyword else change.kind


def words_of(change: Change) -> frozenset[str]:
    """Return the names that an entry about a change would have in code style: of what changed, and its values."""
    tokens = [unescape(token) for token in change.path.split("/")] if change.path else []
    names = [token for token in tokens if token not in ("[]", "*") and token[:1] not in ("(", "<") and "/" not in token]
    start = {"parameter": 2, "response": 2, "request": 1}.get(names[0], 0) if names else 0
    shown = names[start:]
    found = {shown[-1], ".".join(shown[-2:])} if shown else set()
    if change.keyword in ("enum-value", "enum", "format", "default"):
        found |= set(texts_in(change.before)) | set(texts_in(change.after))
    return frozenset(name for name in found if len(name) > 1)


def statuses_of(change: Change) -> frozenset[str]:
    """Return the status of a response that came or went."""
    return frozenset((change.path.split("/")[1],)) if change.area == "response" and not change.keyword else frozenset()


def texts_in(value: str | None) -> Iterator[str]:
    """Yield the texts in a JSON value."""
    parsed = json.loads(value) if value else None
    yield from (each for each in (parsed if isinstance(parsed, list) else [parsed]) if isinstance(each, str))
