"""Lists of proposals: a table for people, JSON for programs."""

import json
from collections.abc import Iterable, Sequence

from specgen.msc.process import STATES
from specgen.msc.record import Record

HEAD = ("MSC", "Title", "State", "Authors", "Created", "Accepted", "Release")
LONGEST = 60


def as_json(records: Iterable[Record]) -> str:
    """Return a list of objects: number, title, url, state, path, branch, authors, shepherds, days, release."""
    return json.dumps([as_object(each) for each in records], indent=2, ensure_ascii=False) + "\n"


def as_object(record: Record) -> dict[str, object]:
    """Return one proposal as an object; what is not known is null."""
    tracked = record.tracked
    return {
        "number": record.number,
        "title": record.title,
        "url": record.url,
        "state": record.state.label,
        "accepted": record.state.accepted,
        "path": record.path or None,
        "branch": record.branch or None,
        "authors": list(record.authors),
        "shepherds": list(tracked.shepherds) if tracked else [],
        "documentation": list(tracked.documentation) if tracked else [],
        "created_on": record.created or None,
        "updated_on": record.past.updated or (tracked.updated if tracked else "") or None,
        "accepted_on": record.accepted or None,
        "closed_on": (tracked.closed if tracked and record.state.closed else "") or None,
        "release": record.release or None,
    }


def as_table(records: Iterable[Record]) -> str:
    """Return a table in plain text, one proposal on each line."""
    return table([HEAD, *(row_of(each) for each in records)])


def row_of(record: Record) -> tuple[str, ...]:
    """Return the cells of a proposal."""
    title = record.title if len(record.title) <= LONGEST else f"{record.title[: LONGEST - 1].rstrip()}…"
    state = record.state.label if record.tracked else "accepted" if record.state.accepted else "open"
    authors = ", ".join(record.authors[:2]) + (f" +{len(record.authors) - 2}" if len(record.authors) > 2 else "")
    return (str(record.number), title, state, authors, record.created, record.accepted, record.release)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text with their cells below each other; a column in which nothing stands is left out."""
    columns = [column for column in zip(*rows, strict=True) if any(column[1:]) or len(rows) == 1]
    widths = [max(map(len, column)) for column in columns]
    lines = (map(str.ljust, row, widths) for row in zip(*columns, strict=True))
    return "".join("  ".join(line).rstrip() + "\n" for line in lines)


def as_proposals(records: Iterable[Record]) -> str:
    """Return the proposals by state, as `proposals.json` has them, which the page of a site shows."""
    listed = tuple(records)
    states = [
        {
            "title": state.title,
            "label": state.label,
            "proposals": [plain(each) for each in listed if each.state == state],
        }
        for state in STATES
    ]
    return json.dumps(states, indent=2, ensure_ascii=False) + "\n"


def plain(record: Record) -> dict[str, object]:
    """Return one proposal as `proposals.json` has it."""
    tracked = record.tracked
    return {
        "number": record.number,
        "url": record.url,
        "title": record.title,
        "created_at": record.created,
        "updated_at": max(record.past.updated, tracked.updated if tracked else ""),
        "authors": list(record.authors),
        "shepherd": next(iter(tracked.shepherds), None) if tracked else None,
        "documentation": list(tracked.documentation) if tracked else [],
    }
