"""What is known of each proposal: from its text, from git, from the tracker, from the changelogs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.model.history import Touch
from specgen.model.source import SourceFile
from specgen.msc.addresses import PULL
from specgen.msc.headings import LINK
from specgen.msc.process import ACCEPTED, IN_REVIEW, State
from specgen.msc.text import NAME
from specgen.msc.tracker import PREFIX, Tracked

HEADING = re.compile(r"^ {0,3}#[ \t]+(.*?)[ \t#]*\r?$", re.M)
UNDERLINED = re.compile(r"^(\S.*)\r?\n=+[ \t]*\r?$", re.M)
LABEL = re.compile(r"\[([^\[\]]+)\]")
DEFINED = re.compile(r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:", re.M)
NAMED = re.compile(r"\bMSC ?(\d+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What git tells of a file. Days are empty where it does not; `accepted` is when it came to the trunk."""

    created: str = ""
    updated: str = ""
    accepted: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One proposal. `branch` is where it is while it is not on the trunk; `release` names it first in its changelog."""

    number: int
    title: str
    url: str
    state: State
    path: str = ""
    branch: str = ""
    past: Past = Past()
    release: str = ""
    tracked: Tracked | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """Return who wrote it: as the tracker says, else as git does."""
        return (self.tracked.authors if self.tracked else ()) or self.past.authors

    @property
    def created(self) -> str:
        """Return the day on which it was first seen."""
        return (self.tracked.created if self.tracked else "") or self.past.created

    @property
    def accepted(self) -> str:
        """Return the day on which it was accepted; git's word counts more, as it is what is there."""
        known = self.tracked.merged if self.tracked else ""
        return (self.past.accepted or known) if self.state.accepted or self.past.accepted else ""


def title_of(text: str) -> str:
    """Return the title of a proposal without its number."""
    found = HEADING.search(text) or UNDERLINED.search(text)
    if found is None:
        return ""
    defined = {label.lower() for label in DEFINED.findall(text)}
    title = LABEL.sub(lambda label: label[1] if label[1].lower() in defined else label[0], LINK.sub(r"\1", found[1]))
    return PREFIX.sub("", title, count=1).strip()


def pasts(touches: Sequence[Touch], arrivals: Sequence[Touch] = ()) -> dict[str, Past]:
    """Return what a history tells of each file that is there at its end, renames followed.

    `touches` are all, the oldest first; `arrivals` those of the trunk itself, where merges stand for what they bring.
    """
    found: dict[str, Past] = {}
    for touch in touches:
        before = found.pop(touch.old, None) if touch.kind == "R" else found.get(touch.path)
        if touch.kind == "D":
            found.pop(touch.path, None)
            continue
        past = before or Past(created=touch.written)
        people = dict.fromkeys((*past.authors, touch.commit.author, *touch.helpers))
        found[touch.path] = replace(past, updated=touch.commit.day, authors=tuple(people))
    arrived: dict[str, str] = {}
    for touch in arrivals:
        moved = arrived.pop(touch.old, "") if touch.kind == "R" else arrived.get(touch.path, "")
        if touch.kind != "D":
            arrived[touch.path] = moved or touch.commit.day
        else:
            arrived.pop(touch.path, None)
    return {path: replace(past, accepted=arrived.get(path, "")) for path, past in found.items()}


def record_of(file: SourceFile, past: Past, branch: str = "") -> Record | None:
    """Return what is known of a file by itself; None for one that is no proposal."""
    name = NAME.match(file.path)
    if name is None or not int(name[1]):
        return None
    number = int(name[1])
    return Record(
        number=number,
        title=title_of(file.text()) or name[2].replace("-", " "),
        url=f"{PULL}{number}",
        state=IN_REVIEW if branch else ACCEPTED,
        path=file.path,
        branch=branch,
        past=past,
    )


def combined(records: Iterable[Record], tracked: Iterable[Tracked], releases: Mapping[int, str]) -> tuple[Record, ...]:
    """Return all proposals by number, with what the tracker and the changelogs say of them.

    Of several files with one number, that on the trunk counts, else the first. What is on the trunk is accepted,
    whatever the tracker said when it was asked, unless it was given up since.
    """
    known: dict[int, Record] = {}
    for record in sorted(records, key=lambda each: bool(each.branch)):
        known.setdefault(record.number, record)
    for each in tracked:
        mine = known.get(each.number)
        if mine is None:
            known[each.number] = Record(
                number=each.number, title=each.title, url=each.url, state=each.state, tracked=each
            )
        else:
            keeps = mine.state.accepted and not (each.state.accepted or each.state.closed)
            known[each.number] = replace(mine, url=each.url, state=mine.state if keeps else each.state, tracked=each)
    return tuple(replace(known[number], release=releases.get(number, "")) for number in sorted(known))


def first_named(changelogs: Mapping[str, str]) -> dict[int, str]:
    """Return the first release whose changelog names each proposal. `changelogs` are texts by version, as `v1.9`."""
    found: dict[int, str] = {}
    for version in sorted(changelogs, key=in_order):
        for number in NAMED.findall(changelogs[version]):
            found.setdefault(int(number), version)
    return found


def in_order(version: str) -> tuple[int, ...]:
    """Return what versions are sorted by."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
