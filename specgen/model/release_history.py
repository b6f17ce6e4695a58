"""What happened from one released version of a specification to the next, as plain values."""

import re
from dataclasses import dataclass
from typing import Literal

from specgen.model.change import Judged

UNSTABLE = "unstable"
NUMBERS = re.compile(r"v?(\d+(?:\.\d+)+)\Z", re.ASCII)
MomentKind = Literal["there", "added", "changed", "deprecated", "restored", "removed", "described"]
Source = Literal["compared", "marked", "named", "first"]
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
PROPOSAL = re.compile(r"\bMSC(\d+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One entry of a changelog. `kind` and `area` are the headings above it; `issues` are numbers with their URLs."""

    version: str
    area: str
    kind: str
    text: str
    issues: tuple[tuple[str, str], ...] = ()

    @property
    def proposals(self) -> tuple[str, ...]:
        """Return the proposals that it names, each once."""
        return tuple(dict.fromkeys(f"MSC{number}" for number in PROPOSAL.findall(self.text)))


@dataclass(frozen=True, slots=True)
class Mark:
    """A note in a document: what stands at a subject's path was added in a version, or changed as `text` says."""

    subject: str
    path: str
    version: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that has a history. `kind` is `operation`, `event` or `definition`; `home` is an operation's API."""

    name: str
    kind: str
    home: str = ""
    operation_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one version says, and how it differs from the one known before it.

    The first one has no `old` and no changes. `marks` and `news` are those of versions after `old`. `renamed` are
    subjects by their names in both versions, where these are not the same.
    """

    old: str
    new: str
    date: str = ""
    subjects: tuple[Subject, ...] = ()
    changes: tuple[Judged, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The known versions, the oldest first."""

    steps: tuple[Step, ...] = ()

    @property
    def versions(self) -> tuple[str, ...]:
        """Return the names of the known versions."""
        return tuple(step.new for step in self.steps)

    def until(self, version: str) -> "History":
        """Return the history as it was when a version came out; what has no number knows all of it."""
        return History(tuple(step for step in self.steps if order(step.new) <= order(version)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened.

    `version` is the first known one in which it is so; where `earliest` is another one, it may have been so since then,
    or, if that is empty, since any time before. `source` tells how that is known: by comparing two versions, by a mark
    in a document, by the entry of a changelog, or only because no earlier version is known. `path` leads to the place
    in the subject. Either `judged` says what changed, or `text`, where a mark does.
    """

    version: str
    earliest: str
    source: Source
    kind: MomentKind
    path: str = ""
    judged: Judged | None = None
    text: str = ""
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to say of a version. `places` are all that a line for many stands for; `marked`: a document says it.

    `named`: a changelog tells of it, in the `news` of the last of the items that it brought. `prose`: the text is in
    Markdown, by an author; others have `code` in backticks and nothing else.
    """

    kind: MomentKind
    text: str
    places: tuple[str, ...]
    marked: bool
    named: bool
    prose: bool
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happened in one version, or in one of several where it is not known in which."""

    version: str
    earliest: str
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """Return the version, or the first and the last that it may have been."""
        if not self.earliest:
            return f"{self.version} or before"
        return self.version if self.earliest == self.version else f"{self.earliest} to {self.version}"


def key_of(name: str) -> str:
    """Return a subject's name without what may differ and mean the same: names in paths, blanks at the end."""
    return PLACEHOLDER.sub("{}", name).rstrip()


def is_release(name: str) -> bool:
    """Tell whether a name, such as that of a tag, is that of a release: `v1.19`."""
    return name.startswith("v") and NUMBERS.match(name) is not None


def order(version: str) -> tuple[int, ...]:
    """Return what versions are sorted by: `v1.10` and `1.10` come after `v1.9`, what has no number comes last."""
    match = NUMBERS.match(version)
    return tuple(map(int, match[1].split("."))) if match else (1 << 30,)


def is_between(version: str, old: str, new: str) -> bool:
    """Tell whether a version comes after `old` (which may be empty) and not after `new`."""
    return (not old or order(old) < order(version)) and order(version) <= order(new)


def gap(old: str, new: str) -> tuple[str, str] | None:
    """Return the first and last release between two, where their numbers say that there are some, else None."""
    before, after = order(old), order(new)
    if len(before) < 2 or len(after) < 2 or before[0] != after[0] or after[1] - before[1] < 2:
        return None
    return f"v{before[0]}.{before[1] + 1}", f"v{after[0]}.{after[1] - 1}"
