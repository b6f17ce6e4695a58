"""The page of one proposal: its text, and in a box beside it what is known of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from specgen.diagnostic import Diagnostic, Severity
from specgen.model.dates import long_date
from specgen.msc.addresses import (
    SpecLink,
    file_of,
    proposal_number,
    proposals_named,
    spec_link,
)
from specgen.msc.inventory import Entry as Name
from specgen.msc.inventory import known_since
from specgen.msc.record import Record
from specgen.msc.text import ProposalText
from specgen.propose.look import Sheet, safe
from specgen.propose.places import Places
from specgen.render.github import Context, GithubMarkdown, Target
from specgen.report.changes.html import with_code

TITLE = re.compile(r"\s*<h1\b.*?</h1>", re.DOTALL)
NOTHING = Markup("")
BLOB = "https://github.com/matrix-org/matrix-spec-proposals/blob/main/"
RAW = re.compile(
    r"https://(?:raw\.githubusercontent\.com/matrix-org/matrix-(?:doc|spec-proposals)/[^/]+"
    r"|github\.com/matrix-org/matrix-(?:doc|spec-proposals)/(?:raw|blob)/[^/]+)/(proposals/[^?#]+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known around proposals.

    `records` are all by number; `pages` tells which of them have a page here. `places` are those of versions of the
    specification, `newest` is the last of them. `pictures` are the files that can be shown, by path.
    """

    records: Mapping[int, Record] = field(default_factory=dict)
    pages: frozenset[int] = frozenset()
    places: Mapping[str, Places] = field(default_factory=dict)
    newest: str = ""
    pictures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of one proposal beside its text. `changes` is the HTML of what its branch changes."""

    proposal: ProposalText
    record: Record | None = None
    named_by: Sequence[int] = ()
    findings: Sequence[Diagnostic] = ()
    names: Sequence[Name] = ()
    changes: Markup = NOTHING


def sheet_of(shown: Shown, around: Around, url: str, markdown: GithubMarkdown) -> Sheet:
    """Return the page of a proposal."""
    proposal = shown.proposal
    lines = {each.location.line or 1 for each in shown.findings}
    context = Context(
        link=lambda target: aimed(target, proposal, around),
        picture=lambda source: picture(source, proposal, around),
        marked=lines,
    )
    drawn = markdown.render(proposal.text, context)
    title = TITLE.match(drawn.rendered.html)
    head = title[0] if title else ""
    return Sheet(
        url=url,
        title=proposal.title or proposal.path.rpartition("/")[2],
        template="proposal.html",
        view={
            "box": box(shown, around),
            "findings": grouped(shown.findings, drawn.places),
            "total": len(shown.findings),
            "names": [name_view(each) for each in shown.names],
            "head": safe(head),
            "content": safe(drawn.rendered.html[len(head) :]),
            "changes": shown.changes,
        },
        headings=drawn.rendered.headings,
    )


def aimed(target: str, proposal: ProposalText, around: Around) -> Target:
    """Return where a link of a proposal leads, and what is known of that."""
    link = spec_link(target)
    if link is not None:
        return spec_target(target, link, around)
    number = proposal_number(target)
    if number and number != proposal.number:
        return proposal_target(target, number, around)
    path = file_of(target, proposal.path)
    if path:
        fragment = target.partition("#")[2]
        return Target(f"{BLOB}{path}{f'#{fragment}' if fragment else ''}")
    return Target(target)


def proposal_target(target: str, number: int, around: Around) -> Target:
    """Return where a link to another proposal leads: to its page here, if it has one."""
    record = around.records.get(number)
    fragment = target.partition("#")[2] if ".md#" in target else ""
    url = f"/{number}/{f'#{fragment}' if fragment else ''}" if number in around.pages else absolute(target, number)
    if record is None:
        return Target(url)
    return Target(url, f"MSC{number}: {record.title} ({state_of(record)})")


def absolute(target: str, number: int) -> str:
    """Return the address of a proposal; one that is named by its file is found by its pull request."""
    return target if "://" in target else f"https://github.com/matrix-org/matrix-spec-proposals/pull/{number}"


def state_of(record: Record) -> str:
    """Return the state of a proposal in words; without a tracker no more is known than whether it is accepted."""
    if record.tracked:
        return record.state.title
    return "Accepted" if record.state.accepted else "Open"


def spec_target(url: str, link: SpecLink, around: Around) -> Target:
    """Return where a link to the specification leads, whether there is such a place, and whether it has changed."""
    version = around.newest if link.version == "latest" else link.version
    places = around.places.get(version)
    if places is None:
        return Target(url)
    where = f"{link.page}{f'#{link.id}' if link.id else ''}"
    if link.page not in places or (link.id and link.id not in places[link.page]):
        return Target(url, f"{version} of the specification has no {where}", f"not in {version}", "broken")
    now = around.places.get(around.newest)
    if now is None or version in (around.newest, "unstable") or not link.id:
        return Target(url, f"in {version} of the specification", "", "good")
    there = now.get(link.page, {}).get(link.id)
    if there is None:
        return Target(url, f"{around.newest} of the specification has no {where}", f"gone in {around.newest}", "moved")
    if there != places[link.page][link.id]:
        title = f"what {version} says there is not what {around.newest} says"
        return Target(url, title, f"changed by {around.newest}", "moved")
    return Target(url, f"the same in {version} and {around.newest}", "", "good")


def picture(source: str, proposal: ProposalText, around: Around) -> str:
    """Return where a picture is among the pages, nothing for one that is not in the repository."""
    raw = RAW.match(source)
    path = raw[1] if raw else file_of(source, proposal.path)
    if source.startswith("/") and source[1:] in around.pictures:
        path = source[1:]
    return f"/{path}" if path in around.pictures else ""


def box(shown: Shown, around: Around) -> dict[str, object]:
    """Return what the box tells of a proposal."""
    record = shown.record
    named = sorted(proposals_named(shown.proposal))
    return {
        "number": shown.proposal.number,
        "url": record.url if record else "",
        "state": state_of(record) if record else "",
        "branch": record.branch if record else "",
        "authors": record.authors if record else (),
        "days": [(name, long_date(day)) for name, day in days(record) if day] if record else [],
        "release": record.release if record else "",
        "names": [other(number, around) for number in named],
        "named_by": [other(number, around) for number in shown.named_by],
    }


def days(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the days of a proposal by what they are."""
    return ("Created", record.created), ("Last changed", record.past.updated), ("Accepted", record.accepted)


def other(number: int, around: Around) -> dict[str, object]:
    """Return what is told of another proposal."""
    record = around.records.get(number)
    target = proposal_target(record.url if record else absolute("", number), number, around)
    return {
        "number": number,
        "url": target.url,
        "title": with_code(record.title) if record else "",
        "state": state_of(record) if record else "",
    }


def grouped(findings: Sequence[Diagnostic], places: Mapping[int, str]) -> list[dict[str, object]]:
    """Return findings, the worst first, those that say the same as one with several lines."""
    groups: dict[tuple[int, str, str], list[int]] = {}
    for each in sorted(findings, key=lambda each: -each.severity):
        groups.setdefault((each.severity, each.rule, each.message), []).append(each.location.line or 1)
    return [
        {
            "severity": Severity(severity).name.lower(),
            "rule": rule,
            "message": with_code(message),
            "lines": [{"number": line, "place": places.get(line, "")} for line in dict.fromkeys(lines)],
        }
        for (severity, rule, message), lines in groups.items()
    ]


def name_view(name: Name) -> dict[str, object]:
    """Return what is told of a name."""
    return {
        "kind": name.kind,
        "name": " ".join(filter(None, ("/".join(name.methods), name.name))) if name.name else "",
        "known": known_since(name),
        "unstable": name.unstable,
        "suggested": name.suggested,
    }
