"""What a proposal names, what of that the specification knows, and what it is called until it is accepted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from specgen.msc.names import Name, fits, names_in
from specgen.msc.text import ProposalText

PREFIX = re.compile(r"(?:[\w-]+[._])*?msc\d+(?:v\d+)?[._]?|org\.matrix\.|io\.element\.|im\.vector\.", re.I)
SERVED = re.compile(r"/_matrix/([a-z-]+)/(?:v\d+|r0|unstable)(?:/[^/]*msc\d+[^/]*|/(?:org|io|im|com)\.[^/]*)?/")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a version of the specification knows.

    `endpoints` are method and path, and the version that the specification says it came with.
    """

    version: str
    endpoints: frozenset[tuple[str, str, str]] = frozenset()
    event_types: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def knows(self, name: Name) -> bool:
        """Tell whether a name is in this version."""
        if name.kind == "endpoint":
            known = [method for method, path, _ in self.endpoints if same_path(name.name, path)]
            return bool(known) and all(method in known for method in name.methods)
        return name.name in self.event_types or name.name in self.words

    def added(self, name: Name) -> str:
        """Return the version that an endpoint came with, as the specification says; empty where it does not."""
        if name.kind != "endpoint":
            return ""
        marks = {mark for method, path, mark in self.endpoints if same_path(name.name, path) and fitting(name, method)}
        return f"v{marks.pop()}" if len(marks) == 1 and "" not in marks else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name of a proposal.

    `known` is None where no specification was looked at; `since` is the first release that knows it, of those that were
    looked at, and `earlier` tells that older ones, which were not, may know it too.
    `unstable` is what the proposal calls it for the time being, `suggested` what it could where it does not say.
    """

    kind: str
    name: str
    line: int
    methods: tuple[str, ...] = ()
    known: bool | None = None
    since: str = ""
    earlier: bool = False
    unstable: str = ""
    suggested: str = ""


def inventory(proposal: ProposalText, versions: Sequence[Vocabulary]) -> tuple[Entry, ...]:
    """Return what a proposal names. `versions` are those of the specification, the oldest first."""
    names = names_in(proposal)
    stable = [name for name in names if not name.unstable]
    left = [name for name in names if name.unstable]
    entries = []
    for name in stable:
        twin = next((other for other in left if is_twin(name, other)), None) or beside(proposal, name, left)
        entries.append(entry(proposal, typed(name, versions), twin, versions))
    taken = {each.unstable for each in entries}
    entries.extend(only_unstable(proposal, name) for name in left if name.name not in taken)
    return tuple(entries)


def entry(proposal: ProposalText, name: Name, twin: Name | None, versions: Sequence[Vocabulary]) -> Entry:
    """Return what is known of a stable name."""
    known = versions[-1].knows(name) if versions else None
    said = versions[-1].added(name) if known else ""
    seen = next((each.version for each in versions if each.knows(name)), "")
    return Entry(
        kind=name.kind,
        name=name.name,
        line=line_of(proposal, name.offset),
        methods=name.methods,
        known=known,
        since=said or seen,
        earlier=bool(seen) and not said and seen == versions[0].version,
        unstable=twin.name if twin else "",
        suggested="" if twin or known is not False else suggestion(name, proposal.number),
    )


def only_unstable(proposal: ProposalText, name: Name) -> Entry:
    """Return what is known of a name that has only an unstable form."""
    place = line_of(proposal, name.offset)
    return Entry(kind=name.kind, name="", line=place, methods=name.methods, unstable=name.name)


def line_of(proposal: ProposalText, offset: int) -> int:
    """Return the line (from 1) of an offset."""
    return sum(start <= offset for start in proposal.starts)


def typed(name: Name, versions: Sequence[Vocabulary]) -> Name:
    """Return a name as an event type where the specification has one of that name."""
    if name.kind == "identifier" and any(name.name in each.event_types for each in versions):
        return Name("event type", name.name, name.offset)
    return name


def fitting(name: Name, method: str) -> bool:
    """Tell whether a method is one of those that are named, if any is."""
    return not name.methods or method in name.methods


def same_path(path: str, known: str) -> bool:
    """Tell whether a path is one that the specification has; any version of the client API before v3 counts as it."""
    old = re.sub(r"\A/_matrix/(client|media)/(?:r0|api/v1)/", r"/_matrix/\1/v3/", path)
    return fits(old, known.strip())


def is_twin(stable: Name, other: Name) -> bool:
    """Tell whether one name is the unstable form of another: the same behind their prefixes."""
    if (stable.kind == "endpoint") != (other.kind == "endpoint"):
        return False
    return core(stable) == core(other)


def core(name: Name) -> str:
    """Return a name without prefix and version, written in one way."""
    if name.kind == "endpoint":
        return re.sub(r"\{[^}]*\}|<[^>]*>|\$\w+", "{}", SERVED.sub(r"\1/", name.name)).lower()
    plain = PREFIX.sub("", name.name, count=1) if name.unstable else name.name
    return re.sub(r"[._]+", ".", plain.lower()).removeprefix("m.").strip(".")


def beside(proposal: ProposalText, name: Name, others: Iterable[Name]) -> Name | None:
    """Return the unstable name that shares a row of a table with a stable one, if it is the only one there."""
    for block in proposal.blocks_of("row"):
        line = proposal.line(block.first)
        if f"`{name.name}`" in line or f"`{' '.join((*name.methods, name.name))}`" in line:
            found = [
                other
                for other in others
                if f"{other.name}`" in line and (other.kind == "endpoint") == (name.kind == "endpoint")
            ]
            if len(found) == 1:
                return found[0]
    return None


def suggestion(name: Name, number: int) -> str:
    """Return what a new name could be called for the time being, as the process has it."""
    if not number:
        return ""
    prefix = f"org.matrix.msc{number}"
    match name.kind:
        case "endpoint":
            return (
                re.sub(r"\A/_matrix/([a-z-]+)/v\d+/", rf"/_matrix/\1/unstable/{prefix}/", name.name)
                if "/v" in name.name
                else ""
            )
        case "error code":
            return f"{prefix.upper()}_{name.name.removeprefix('M_')}"
    return f"{prefix}.{name.name.removeprefix('m.')}"


def rows(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    """Yield the table of an inventory: its head, then a row for each name."""
    yield ("Kind", "Name", "Specification", "Unstable form", "Line")
    for each in entries:
        name = " ".join(filter(None, ("/".join(each.methods), each.name)))
        form = each.unstable or (f"({each.suggested})" if each.suggested else "")
        yield (each.kind, name or "–", known_since(each), form, str(each.line))


def known_since(each: Entry) -> str:
    """Return what the specification says of a name, in words."""
    if each.known is None or not each.name:
        return ""
    if each.known:
        since = f"since {each.since}{' or before' if each.earlier else ''}"
        return since if each.since.startswith("v") else "known"
    return f"gone ({each.since} had it)" if each.since else "new"


def as_object(each: Entry) -> dict[str, object]:
    """Return an entry as an object for programs; what is not there is null."""
    return {
        "kind": each.kind,
        "name": each.name or None,
        "methods": list(each.methods),
        "known": each.known if each.name else None,
        "since": each.since or None,
        "since_or_earlier": each.earlier,
        "unstable": each.unstable or None,
        "suggested": each.suggested or None,
        "line": each.line,
    }
