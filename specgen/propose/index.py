"""The pages of all proposals: a list that can be searched, and one page for each, with links both ways."""

from collections.abc import Callable, Mapping, Sequence

from specgen.model.artifact import Artifact
from specgen.model.source import SourceFile
from specgen.msc.addresses import proposals_named
from specgen.msc.record import Record
from specgen.msc.text import NAME, ProposalText, read_proposal
from specgen.propose.look import Look, Sheet, beside_pages, draw
from specgen.propose.page import Around, Shown, sheet_of, state_of
from specgen.render.github import GithubMarkdown
from specgen.render.navigation import Entry
from specgen.report.changes.html import with_code

# What is known of most proposals, or of none: a column that would be empty is left out.
COLUMNS: Mapping[str, Callable[[Record], str]] = {
    "Authors": lambda record: ", ".join(record.authors),
    "Created": lambda record: record.created,
    "Accepted": lambda record: record.accepted,
    "Release": lambda record: record.release,
}


def index_pages(
    records: Sequence[Record], texts: Sequence[SourceFile], pictures: Sequence[SourceFile], look: Look
) -> list[Artifact]:
    """Return the pages of proposals and what they load. `texts` are their files, `pictures` those that they show."""
    by_path = {file.path: file for file in texts}
    mine = {each.number: read_text(by_path[each.path]) for each in records if each.path in by_path}
    around = Around(
        records={each.number: each for each in records},
        pages=frozenset(mine),
        pictures=frozenset(file.path for file in pictures),
    )
    backlinks = named_by(mine)
    markdown = GithubMarkdown()
    home = Entry("Proposals", "/index.html", current=False)
    sheets = [
        sheet_of(
            Shown(proposal=proposal, record=around.records[number], named_by=backlinks.get(number, ())),
            around,
            f"/{number}/",
            markdown,
        )
        for number, proposal in mine.items()
    ]
    pages = [draw(sheet, look, (home,)) for sheet in sheets]
    shown = [Artifact(file.path, file.data) for file in pictures]
    return [draw(list_sheet(records, around), look, (home,)), *pages, *shown, *beside_pages(look)]


def read_text(file: SourceFile) -> ProposalText:
    """Return a proposal as its repository's folder `proposals/` has it, wherever that is."""
    name = NAME.match(file.path)
    path = f"proposals/{file.path.rpartition('/')[2]}" if name else file.path
    return read_proposal(SourceFile(path, file.data))


def named_by(proposals: Mapping[int, ProposalText]) -> dict[int, list[int]]:
    """Return the proposals that name each proposal."""
    found: dict[int, list[int]] = {}
    for number, proposal in sorted(proposals.items()):
        for other in proposals_named(proposal) - {number}:
            found.setdefault(other, []).append(number)
    return found


def list_sheet(records: Sequence[Record], around: Around) -> Sheet:
    """Return the list of all proposals, the newest first."""
    columns = [name for name, cell in COLUMNS.items() if any(map(cell, records))]
    rows = [
        {
            "number": each.number,
            "url": f"/{each.number}/" if each.number in around.pages else each.url,
            "title": with_code(each.title),
            "state": state_of(each),
            "cells": [COLUMNS[name](each) for name in columns],
        }
        for each in reversed(records)
    ]
    accepted = sum(each.state.accepted for each in records)
    closed = sum(each.state.closed for each in records)
    counts = {"count": len(records), "accepted": accepted, "closed": closed, "open": len(records) - accepted - closed}
    return Sheet("/", "Proposals", "index.html", {"rows": rows, "columns": columns, **counts}, headed=True)
