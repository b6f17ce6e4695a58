"""The entries of the changelogs in a specification: those of its pages, and its fragments as the next one's."""

import re
from collections.abc import Iterable, Iterator

from specgen.model.page import Inclusion, Page
from specgen.model.release_history import UNSTABLE, News
from specgen.model.spec import Spec

PAGE = re.compile(r"/changelog/(v\d+(?:\.\d+)+)/\Z")
NAME = re.compile(r"(v\d+(?:\.\d+)+)")
AREA = re.compile(r"#{2,4}[ \t]+(.+?)[ \t#]*\Z")
KIND = re.compile(r"(?:\*\*|<strong>|__)(.+?):?(?:\*\*|</strong>|__):?[ \t]*\Z")
ITEM = re.compile(r"[-*][ \t]+(.*)\Z")
ISSUE = re.compile(r"\[#(\d+)\]\(([^()\s]*)\)")
ISSUES = re.compile(r"[ \t]*\((?:\[#\d+\]\([^()\s]*\)(?:,[ \t]*)?)+\)[ \t]*\Z")


def entries(spec: Spec) -> Iterator[News]:
    """Yield the entries of all changelogs in a specification, those of what is not released yet last."""
    for version, body in texts((*spec.pages, *spec.inclusions)):
        yield from entries_in(version, body)
    kinds = {kind.name: kind.title for kind in spec.change_types}
    place = f"{spec.settings.repository}/issues/" if spec.settings.repository else ""
    for each in spec.fragments:
        issue = ((each.issue, f"{place}{each.issue}" if place else ""),) if each.issue.isdigit() else ()
        kind = kinds.get(each.type, each.type)
        yield News(version=UNSTABLE, area=each.section, kind=kind, text=one_line(each.text), issues=issue)


def dates(spec: Spec) -> dict[str, str]:
    """Return the days of releases that their changelogs name."""
    return {name[1]: page.date[:10] for page in spec.pages if page.date and (name := PAGE.search(page.url))}


def texts(found: Iterable[Page | Inclusion]) -> Iterator[tuple[str, str]]:
    """Yield version and text of each changelog: a page of its own, or a text that a page includes."""
    for each in found:
        if isinstance(each, Page):
            name = PAGE.search(each.url)
        else:
            name = NAME.match(each.name) if each.kind == "changelog" else None
        if name:
            yield name[1], each.body


def entries_in(version: str, body: str) -> Iterator[News]:
    """Yield the entries of one changelog."""
    area = kind = ""
    item: list[str] = []
    for line in (*body.splitlines(), "#"):
        start = ITEM.match(line)
        if item and (start or not line.startswith((" ", "\t"))):
            yield entry(version, (area, kind), " ".join(item))
            item = []
        if start:
            item = [start[1].strip()]
        elif item:
            item.append(line.strip())
        elif heading := AREA.match(line):
            area, kind = heading[1], ""
        elif heading := KIND.match(line):
            kind = heading[1]


def entry(version: str, headings: tuple[str, str], text: str) -> News:
    """Return one entry: its text without the issues that are named at its end."""
    end = ISSUES.search(text)
    issues = tuple(ISSUE.findall(end[0])) if end else ()
    words = text[: end.start()] if end else text
    return News(version=version, area=headings[0], kind=headings[1], text=one_line(words), issues=issues)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
