"""What a release's page of the changelog tells: its body, the proposals that it names, its links."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from specgen.model.api import Api
from specgen.model.source import SourceFile

NAMED = re.compile(r"\bMSC(\d+)\b")
LINKED = re.compile(r"\[MSC(\d+)\]\(([^()\s]+)\)")
NUMBERED = re.compile(r"\[#(\d+)\]\(")
FILE = re.compile(r"(?:.*/)?(\d+)-[^/]*\.md\Z")
HEADING = re.compile(r"^#[ \t]+(?:MSC\d+[ \t]*[:–-]?[ \t]*)?(.*?)[ \t#]*$", re.MULTILINE)
SITE_LINK = re.compile(r"\]\(/(?!/)")
SECTION = re.compile(r"^## ", re.MULTILINE)
CREDIT = re.compile(r"\bContributed by (@[\w-]+(?:(?:, | and |, and )@[\w-]+)*)")
MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Named:
    """A proposal that a changelog names. Title and address are empty where they are not known."""

    number: str
    title: str
    url: str


def body_of(page: str) -> str:
    """Return a page without its front matter, as `sed '1,/^---$/d'` does."""
    if not page.startswith("---\n"):
        return page
    _, closed, body = page[4:].partition("---\n") if page[4:].startswith("---\n") else page.partition("\n---\n")
    return body if closed else page


def titles_of(files: Iterable[SourceFile]) -> dict[int, str]:
    """Return the titles of proposals by number: the first heading of each file, without the number."""
    titles: dict[int, str] = {}
    for file in files:
        name = FILE.match(file.path)
        heading = HEADING.search(file.text()) if name else None
        if name and heading and int(name[1]):
            titles[int(name[1])] = heading[1]
    return titles


def named(page: str, titles: Mapping[int, str]) -> tuple[Named, ...]:
    """Return the proposals that a changelog names, by number, each once."""
    urls: dict[str, str] = dict(reversed(LINKED.findall(page)))
    numbers = sorted(set(NAMED.findall(page)), key=lambda number: (int(number), number))
    return tuple(Named(number, titles.get(int(number), ""), urls.get(number, "")) for number in numbers)


def pull_requests(page: str) -> frozenset[int]:
    """Return the numbers that the entries of a changelog link to."""
    return frozenset(map(int, NUMBERED.findall(page)))


def credited(page: str) -> tuple[str, ...]:
    """Return the people whom entries of a changelog name as contributors."""
    found = (name for names in CREDIT.findall(page) for name in re.findall(r"@[\w-]+", names))
    return tuple(sorted(set(found), key=str.casefold))


def absolute(body: str, url: str) -> str:
    """Return a changelog for another site: links lead to `url`, sections are one level lower than there."""
    lowered = SECTION.sub("### ", body)
    return (SITE_LINK.sub(lambda _: f"]({url}/", lowered) if url else lowered).strip("\n")


def endpoints(apis: Iterable[Api]) -> frozenset[str]:
    """Return the endpoints of APIs, with method and whole path."""
    return frozenset(f"{each.method.upper()} {each.endpoint.strip()}" for api in apis for each in api.operations)


def by_path(names: Iterable[str]) -> tuple[str, ...]:
    """Return endpoints by path, then method."""
    return tuple(sorted(names, key=lambda name: name.partition(" ")[::-1]))


def interval(earlier: str, later: str) -> str:
    """Return how much time lies between two dates, in words; nothing where one is no date."""
    try:
        days = (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return ""
    for unit, length, least in (("month", MONTH, 60), ("week", 7, 21), ("day", 1, 0)):
        if days >= least:
            count = round(days / length)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return ""


def tasks(body: str) -> Iterator[str]:
    """Yield the lines of a changelog, its entries as tasks."""
    for line in body.strip("\n").splitlines():
        yield f"- [ ] {line[2:]}" if line.startswith("- ") else line
