"""`specgen msc inventory`."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from specgen.cli.msc_desk import Written, proposals_in
from specgen.cli.msc_lint import BASE, FILES
from specgen.cli.msc_releases import Releases
from specgen.msc.inventory import Entry, Vocabulary, as_object, inventory, rows
from specgen.msc.listing import table
from specgen.msc.text import read_proposal


@click.command("inventory")
@FILES
@BASE
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write it.",
)
def command(files: tuple[Path, ...], base: str | None, form: str) -> None:
    r"""Tell which endpoints, event types, error codes and identifiers proposals name.

    With --base, each is looked up in the releases of the specification: since when it is known, or that it is new. The
    unstable form is the one that the proposal gives; in brackets one that it could give. These are facts to look over,
    not findings: a name may be an example.

    \b
      specgen msc inventory proposals/4321-room-bans.md
      specgen msc inventory --base ../matrix-spec --format json proposals/4321-room-bans.md
    """
    written = proposals_in(files)
    versions = vocabularies(base)
    found = [(each, inventory(read_proposal(each.file), versions)) for each in written]
    click.echo(as_json(found) if form == "json" else as_table(found), nl=False)


def vocabularies(base: str | None) -> tuple[Vocabulary, ...]:
    """Return the names that each release of a specification knows, and last those of the tree that was named."""
    if base is None:
        return ()
    with Releases(base) as releases:
        return releases.words()


def as_json(found: Sequence[tuple[Written, Sequence[Entry]]]) -> str:
    """Return inventories as JSON: a list of objects with `path` and `names`."""
    value = [{"path": str(each.place), "names": list(map(as_object, entries))} for each, entries in found]
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def as_table(found: Sequence[tuple[Written, Sequence[Entry]]]) -> str:
    """Return inventories as tables, each below its file's name where there are several."""
    texts = [table(list(rows(entries))) for _, entries in found]
    if len(found) == 1:
        return texts[0]
    return "\n".join(f"{each.place}\n{text}" for (each, _), text in zip(found, texts, strict=True))
