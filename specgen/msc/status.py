"""The weekly status of the proposals, in Markdown as the community publishes it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from specgen.model.checkout import Commit
from specgen.msc.process import FINAL_COMMENT
from specgen.msc.record import Record

WEEK = 8


@dataclass(frozen=True, slots=True)
class Period:
    """A time from one day to another, both included."""

    since: str
    until: str

    def holds(self, day: str) -> bool:
        """Tell whether a day is in it."""
        return bool(day) and self.since <= day <= self.until

    @property
    def words(self) -> str:
        """Return how the time is called."""
        days = (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days
        return "this week" if days <= WEEK else f"between {self.since} and {self.until}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the status: its title, which proposals are in it, and what to say if there is none.

    `unknown` is what to say instead where there is no tracker, without which nobody could know.
    """

    title: str
    holds: Callable[[Record, Period], bool]
    none: str
    unknown: str = ""


PARTS = (
    Part("New MSCs", lambda record, period: period.holds(record.created), "No MSCs were opened {time}."),
    Part(
        "MSCs in Final Comment Period",
        lambda record, period: record.state == FINAL_COMMENT and record.created <= period.until,
        "No MSCs are in FCP {time}.",
        "No MSCs are known to be in FCP {time}.",
    ),
    Part("Accepted MSCs", lambda record, period: period.holds(record.accepted), "No MSCs were accepted {time}."),
    Part(
        "Closed MSCs",
        lambda record, period: period.holds(closed_on(record)),
        "No MSCs were closed/rejected {time}.",
        "No MSCs are known to have been closed/rejected {time}.",
    ),
)


def closed_on(record: Record) -> str:
    """Return the day on which a proposal was closed without being accepted, or nothing."""
    return record.tracked.closed if record.tracked and record.state.closed and not record.past.accepted else ""


def status(records: Sequence[Record], commits: Iterable[Commit], period: Period, repository: str) -> str:
    """Return the status of a period. `commits` are those of the specification meanwhile, `repository` its address."""
    parts = ["## MSC Status\n", *(part_text(part, records, period) for part in PARTS)]
    return "\n".join((*parts, "## Spec Updates\n", changes_text(commits, period, repository)))


def part_text(part: Part, records: Sequence[Record], period: Period) -> str:
    """Return one part with its list, or with the line that there is none."""
    found = [each for each in records if part.holds(each, period)]
    items = [f"* [MSC{each.number}: {escaped(each.title)}]({each.url})" for each in found]
    none = part.none if any(each.tracked for each in records) else part.unknown or part.none
    listed = "\n".join(items) or f"* *{none.format(time=period.words)}*"
    return f"**{part.title}:**\n\n{listed}\n"


def changes_text(commits: Iterable[Commit], period: Period, repository: str) -> str:
    """Return the changes of the specification that were merged meanwhile."""
    items = [f"* {escaped(title(each))}{number(each, repository)}" for each in commits if period.holds(each.day)]
    return "\n".join(items or [f"*No changes to the spec were merged {period.words}.*"]) + "\n"


def title(commit: Commit) -> str:
    """Return what a commit is about, without the number of its pull request."""
    return commit.subject.removesuffix(f"(#{commit.pull_request})").strip() if commit.pull_request else commit.subject


def number(commit: Commit, repository: str) -> str:
    """Return the link to a commit's pull request, if it has one."""
    name = commit.pull_request
    if not name:
        return ""
    return f" ([#{name}]({repository}/pull/{name}))" if repository else f" (#{name})"


def escaped(text: str) -> str:
    """Return a text with the brackets that would end a link escaped."""
    return text.replace("[", r"\[").replace("]", r"\]")
