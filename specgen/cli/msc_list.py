"""`specgen msc list` and `specgen msc report`."""

from datetime import date
from pathlib import Path

import click

from specgen.cli.msc_records import Found, read_pictures, some_records
from specgen.cli.msc_releases import split
from specgen.cli.trees import shipped, theme_files
from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.load.settings import read_settings
from specgen.model.checkout import Commit
from specgen.model.source import SourceFile
from specgen.msc.listing import as_json, as_proposals, as_table
from specgen.msc.status import Period, status
from specgen.propose.index import index_pages
from specgen.propose.look import look_of
from specgen.source import read_tree
from specgen.source.directory import read_files
from specgen.source.history import is_tracked, read_merged, read_trunk
from specgen.source.refs import opened
from specgen.write import write

FILE = click.Path(path_type=Path, dir_okay=False)
SITE = click.Path(path_type=Path, file_okay=False)
REPOSITORY = click.argument("repository", default=".")
TRACKER = click.option("--tracker", type=FILE, help="An export of the tracker as JSON.")
SPEC = click.option("--spec", metavar="TREE", help="The specification, if it is in another repository.")


@click.command("list")
@REPOSITORY
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "proposals"]),
    default="table",
    show_default=True,
    help="How to write it; `proposals` is the proposals.json that a site shows.",
)
@TRACKER
@SPEC
@click.option(
    "-o", "--output", type=SITE, help="Write pages to this folder instead: an index, and one for each proposal."
)
def listing(repository: str, form: str, tracker: Path | None, spec: str | None, output: Path | None) -> None:
    r"""List all proposals: number, title, state, authors, days, and the first release whose changelog names each.

    What is on the trunk of the repository is accepted, what is only on a branch is open; days and authors are git's.
    With --tracker there are the states of the process, and proposals that git does not know.

    The export is a JSON list of objects, as GitHub's API or its command line give them for pull requests. `number` and
    `title` must be there; `state`, `draft`, `labels` (names, or objects with `name`), `body`, `user`, `html_url`,
    `created_at`, `updated_at`, `closed_at`, `merged_at` may be (`isDraft`, `author`, `url`, `createdAt` and so on as
    well). Of several labels that are states, the one that comes later in the process counts. Every line `Author: @name`
    of the body counts.

    \b
      specgen msc list ../matrix-spec-proposals --spec ../matrix-spec
      specgen msc list --tracker pulls.json --format json
      specgen msc list --spec ../matrix-spec -o build/proposals
    """
    found = some_records(repository, tracker, spec)
    if output is not None:
        write_index(found, read_pictures(repository), output)
        return
    formats = {"table": as_table, "json": as_json, "proposals": as_proposals}
    click.echo(formats[form](found.records), nl=False)


def write_index(found: Found, pictures: tuple[SourceFile, ...], output: Path) -> None:
    """Write the pages of all proposals."""
    look = look_of(theme_files(), read_files(shipped("templates") / "msc"), "proposals")
    done = write(index_pages(found.records, found.texts, pictures, look), output)
    click.echo(f"wrote {done.files} files ({done.changed} changed, {done.removed} removed)", err=True)
    click.echo(f"open {output / 'index.html'}", err=True)


@click.command("report")
@REPOSITORY
@click.option("--since", required=True, metavar="DAY", help="The first day, such as 2026-01-05.")
@click.option("--until", metavar="DAY", help="The last day. [default: that of the newest commit or event]")
@TRACKER
@SPEC
def report(repository: str, since: str, until: str | None, tracker: Path | None, spec: str | None) -> None:
    r"""Write the status of the proposals as it is published every week, in Markdown.

    New ones, those in their final comment period, accepted and closed ones, and what was merged into the specification
    meanwhile. Both days are included. New and accepted ones are known from git; the final comment period and closed
    ones only from an export of the tracker (see specgen msc list --help).

    \b
      specgen msc report --since 2026-01-05 --until 2026-01-11
      specgen msc report ../matrix-spec-proposals --since 2026-01-05 --tracker pulls.json --spec ../matrix-spec
    """
    start = read_day("--since", since)
    found = some_records(repository, tracker, spec)
    commits, address = merged_in(spec or repository)
    days = [each.day for each in commits]
    for record in found.records:
        days.extend(
            (record.created, record.accepted, record.past.updated, record.tracked.updated if record.tracked else "")
        )
    end = read_day("--until", until) if until else max((*days, start))
    if end < start:
        raise SpecgenError(f"--until {end} is before --since {start}")
    if not any(days):
        click.echo(f"no days are known: git has no history of `{repository}`, and no --tracker was given", err=True)
    elif tracker is None:
        click.echo("without --tracker nothing is known of final comment periods and closed proposals", err=True)
    click.echo(status(found.records, commits, Period(start, end), address), nl=False)


def read_day(option: str, value: str) -> str:
    """Return a day as `YYYY-MM-DD`. Raises `SpecgenError` for what is none."""
    try:
        return date.fromisoformat(value[:10] if "T" in value else value).isoformat()
    except ValueError as error:
        raise SpecgenError(f"{option} must be a day such as 2026-01-05, not `{value}`") from error


def merged_in(name: str) -> tuple[tuple[Commit, ...], str]:
    """Return what was merged into a specification's trunk, proposals left out, and the address of its repository."""
    if Path(name).is_dir() and not is_tracked(Path(name)):
        return (), ""
    try:
        tree = read_tree(name)
        layout = recognise(tree)
    except SpecgenError:
        return (), ""
    with opened(split(name)[0]) as folder:
        commits = read_merged(Path(folder), read_trunk(Path(folder)), ":(exclude)proposals")
    return commits, read_settings(tree, layout)[0].repository
