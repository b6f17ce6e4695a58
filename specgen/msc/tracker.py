"""An export of the tracker as JSON: a list of proposals' pull requests, as its API and its command line give them.

Each entry is an object. `number` and `title` must be there; the rest may be missing:

    url or html_url     where its discussion is
    state               open, closed or merged
    draft or isDraft    true while it is not ready
    labels              names, or objects with `name`
    body                its text; lines `Author: @name`, `Shepherd: @name` and `Documentation: URL` count
    user or author      an object with `login`, or a name: the author where the text names none
    created_at, updated_at, closed_at, merged_at   times in ISO 8601; createdAt and so on as well
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.errors import SpecgenError
from specgen.model.node import Node
from specgen.msc.addresses import PULL
from specgen.msc.process import ACCEPTED, CLOSED, DRAFT, IN_REVIEW, State, furthest

FIELD = re.compile(
    r"^[ \t>*_-]*(Authors?|Shepherds?|Documentation|Docs?)[*_]*[ \t]*:[*_]*[ \t]*(.*?)[ \t]*\r?$", re.I | re.M
)
NAME = re.compile(r"\[@?([\w-]+)\]\([^)]*\)|@([\w-]+)|([\w.-]+)")
URL = re.compile(r"https?://[^\s)>\]]+")
PREFIX = re.compile(r"\s*(?:\[WIP\]\s*)?MSC[ #-]?\d+\s*[:–-]?\s*", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One proposal as the tracker has it. Days are `YYYY-MM-DD`, empty where something has not happened."""

    number: int
    title: str
    url: str
    state: State
    authors: tuple[str, ...] = ()
    shepherds: tuple[str, ...] = ()
    documentation: tuple[str, ...] = ()
    created: str = ""
    updated: str = ""
    closed: str = ""
    merged: str = ""


def read_tracker(text: str, name: str) -> tuple[Tracked, ...]:
    """Return the proposals of an export, by number. Raises `SpecgenError` for what is none."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise SpecgenError(f"`{name}` is not JSON: {error}") from error
    root = Node(value, name)
    entries = root.elements() if isinstance(value, list) else root.get("items").elements()
    if not isinstance(value, list) and not isinstance(root.get("items").value, list):
        raise SpecgenError(f"`{name}` is no export of the tracker: a list of proposals was expected")
    found = {each.number: each for entry in entries for each in read_entry(entry)}
    return tuple(found[number] for number in sorted(found))


def read_entry(entry: Node) -> Iterator[Tracked]:
    """Yield the proposal of an entry, nothing for an entry without number and title."""
    number, title = entry.get("number").value, first(entry, "title")
    if not isinstance(number, int) or not title:
        return
    fields = fields_in(first(entry, "body"))
    merged = first(entry, "merged_at", "mergedAt") or entry.get("pull_request").get("merged_at").text() or ""
    closed = first(entry, "closed_at", "closedAt")
    yield Tracked(
        number=number,
        title=PREFIX.sub("", title, count=1).strip() or title,
        url=first(entry, "html_url", "url") or f"{PULL}{number}",
        state=state_of(entry, merged),
        authors=names(fields["author"]) or login_of(entry),
        shepherds=names(fields["shepherd"]),
        documentation=tuple(dict.fromkeys(URL.findall(" ".join(fields["doc"])))),
        created=first(entry, "created_at", "createdAt")[:10],
        updated=first(entry, "updated_at", "updatedAt")[:10],
        closed=closed[:10],
        merged=merged[:10],
    )


def first(entry: Node, *keys: str) -> str:
    """Return the first of some members that is a text."""
    return next((text for key in keys if (text := entry.get(key).text())), "")


def state_of(entry: Node, merged: str) -> State:
    """Return the state of an entry: the furthest of its labels, and what its being open or closed adds to that."""
    labels = [label.text() or label.get("name").text() or "" for label in entry.get("labels").elements()]
    state = furthest(labels)
    word = first(entry, "state").lower()
    if merged or word == "merged":
        return state if state and (state.accepted or state.closed) else ACCEPTED
    if word == "closed":
        return state if state and (state.accepted or state.closed) else CLOSED
    draft = entry.get("draft").value is True or entry.get("isDraft").value is True
    return state or (DRAFT if draft else IN_REVIEW)


def fields_in(body: str) -> Mapping[str, list[str]]:
    """Return what the lines `Author:`, `Shepherd:` and `Documentation:` of a text say; several of one kind add up."""
    fields: dict[str, list[str]] = {"author": [], "shepherd": [], "doc": []}
    for kind, said in FIELD.findall(body):
        fields[next(name for name in fields if kind.lower().startswith(name))].append(said)
    return fields


def names(texts: list[str]) -> tuple[str, ...]:
    """Return the names of people in some lines, each once: those after an `@` where there are such, else all words."""
    found: dict[str, None] = {}
    for text in texts:
        marked = [a or b for a, b, _ in NAME.findall(text) if a or b]
        plain = [word for word in re.split(r"[,;&]|\band\b", text) if word.strip()]
        found.update(dict.fromkeys(marked or (word.strip() for word in plain)))
    return tuple(found)


def login_of(entry: Node) -> tuple[str, ...]:
    """Return who opened an entry, where that is known."""
    people = (entry.get(key) for key in ("user", "author"))
    logins = [person.get("login").text() or person.text() or "" for person in people]
    return tuple(filter(None, logins))[:1]
