"""`specgen msc preview`."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from markupsafe import Markup

from specgen.check.engine import Choice
from specgen.cli.generate import made, put
from specgen.cli.msc_desk import Desk, Written, read_written
from specgen.cli.msc_lint import BASE
from specgen.cli.msc_records import PICTURES, read_records
from specgen.cli.msc_releases import Releases, spec_links
from specgen.cli.trees import python_files, shipped, theme_files
from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.model.artifact import Artifact
from specgen.model.source import SourceTree
from specgen.msc.addresses import files_named
from specgen.msc.inventory import Entry, inventory
from specgen.msc.process import DRAFT
from specgen.msc.record import Past, Record, record_of
from specgen.msc.rule import Case
from specgen.propose.changed import NOTHING, changes_of
from specgen.propose.findings import look_over
from specgen.propose.look import Look, beside_pages, draw, look_of
from specgen.propose.page import Around, Shown, sheet_of
from specgen.propose.unstable import renames_of, unstable_tree
from specgen.render.github import GithubMarkdown
from specgen.source import read_tree
from specgen.source.directory import read_directory, read_files
from specgen.source.history import is_tracked, read_trunk
from specgen.write import write

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
# What specgen generate client does without options.
GENERATED: dict[str, Any] = {
    "target": "client",
    "apis": (),
    "package": "",
    "overrides": None,
    "cache": None,
    "no_cache": False,
}


@click.command("preview")
@click.argument("file", type=click.Path(path_type=Path))
@BASE
@click.option("--tree", metavar="TREE", help="The specification as the proposal changes it. [default: where FILE is]")
@click.option("--tracker", type=FILE, help="An export of the tracker, see specgen msc list --help.")
@click.option("--bindings", type=FOLDER, help="Write Python code for the changed specification to this folder.")
@click.option("-o", "--output", type=FOLDER, default="build/msc", show_default=True, help="Folder for the page.")
def command(file: Path, base: str | None, tree: str | None, tracker: Path | None, **places: Any) -> None:
    r"""Show a proposal as a page: its text, and beside it who wrote it when, what it names, and what is wrong with it.

    The page needs no network and runs nothing of the proposal's. With --base, the specification, links to it are
    followed in the versions that they name, with a hint where the text there has changed since, and identifiers are
    looked up. Where the branch also changes the specification, the page tells what that changes, and shows operations
    and events with the changes marked; without --base it is compared with the repository's own trunk.

    \b
      specgen msc preview proposals/4321-room-bans.md --base ../matrix-spec
      specgen msc preview proposals/0033-limit.md --base .@main --bindings build/python
      specgen msc preview proposals/4321-room-bans.md --base ../matrix-spec@main --tree ../matrix-spec@room-bans
    """
    if file.is_dir():
        raise SpecgenError(f"`{file}` is a folder: give the file of one proposal (specgen msc list -o draws all)")
    if not file.is_file():
        raise SpecgenError(f"there is no `{file}`: give the file of a proposal")
    written = read_written(file)
    changed = changed_tree(written, tree)
    name = base or ""
    if base is None and changed is not None:
        base, name = own_base(written)
    look = look_of(theme_files(), read_files(shipped("templates") / "msc"), "preview")
    seen = look_at(written, Asked(base, name, tracker, changed), look)
    page = draw(sheet_of(seen.shown, seen.around, "/", GithubMarkdown()), look, ())
    write([page, *seen.pictures, *beside_pages(look)], places["output"])
    if places["bindings"]:
        write_bindings(changed, seen.shown.names, places["bindings"])
    click.echo(f"open {places['output'] / 'index.html'}", err=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a preview is asked to look at: the specification and what to call it, the tracker, what is changed."""

    base: str | None
    name: str
    tracker: Path | None
    changed: SourceTree | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown of a proposal, what is known around it, and its pictures."""

    shown: Shown
    around: Around
    pictures: tuple[Artifact, ...]


def look_at(written: Written, asked: Asked, look: Look) -> Seen:
    """Return all that is to be shown of a proposal."""
    desk = Desk()
    case = desk.case(written, {})
    records = known_records(written, asked.tracker)
    pictures = tuple(read_pictures(written, case))
    with Releases(asked.base) if asked.base else nullcontext() as releases:
        ids = releases.ids([case.proposal]) if releases else {}
        case = desk.case(written, ids, releases.newest if releases else "")
        versions = {link.version for link in spec_links(case.proposal)} | {case.newest}
        places = {each: found for each in versions if releases and (found := releases.at(each)) is not None}
        names = inventory(case.proposal, releases.words() if releases else ())
        before = releases.base_tree() if releases and asked.changed else None
    paths = frozenset(each.path for each in pictures)
    shown = Shown(
        proposal=case.proposal,
        record=own_record(written, case, records.get(case.proposal.number)),
        findings=look_over(written.file, case, Choice(inform=True)),
        names=names,
        changes=changes_between(before, asked, look),
    )
    return Seen(shown, Around(records=records, places=places, newest=case.newest, pictures=paths), pictures)


def changes_between(before: SourceTree | None, asked: Asked, look: Look) -> Markup:
    """Return the HTML of what a branch changes, nothing where there is nothing to compare."""
    if before is None or asked.changed is None:
        return NOTHING
    return changes_of(replace(before, name=asked.name), asked.changed, theme_files(), look.templates)


def own_record(written: Written, case: Case, known: Record | None) -> Record | None:
    """Return what is known of a proposal, or what its file tells; one that its repository does not keep is a draft."""
    record = known or record_of(written.file, Past())
    if record is None or record.past != Past() or record.tracked:
        return record
    new = case.draft or (written.root is not None and is_tracked(written.root))
    return replace(record, state=DRAFT) if new else record


def known_records(written: Written, tracker: Path | None) -> dict[int, Record]:
    """Return the proposals around one, by number; none where it stands alone."""
    if written.root is None and tracker is None:
        return {}
    folder = written.root or written.place.parent
    return {each.number: each for each in read_records(str(folder), tracker, None).records}


def read_pictures(written: Written, case: Case) -> list[Artifact]:
    """Return the pictures of the repository that a proposal names."""
    root = (written.root or written.place.parent).resolve()
    found = (root / path for path in dict.fromkeys(files_named(case.proposal)) if path.lower().endswith(PICTURES))
    inside = (place for place in found if place.is_file() and place.resolve().is_relative_to(root))
    return [Artifact(place.relative_to(root).as_posix(), place.read_bytes()) for place in inside]


def changed_tree(written: Written, tree: str | None) -> SourceTree | None:
    """Return the specification as a proposal changes it: the one named, or the one that it stands in."""
    if tree is not None:
        return read_tree(tree)
    if written.root is None:
        return None
    found = read_directory(written.root, "this branch")
    try:
        recognise(found)
    except SpecgenError:
        return None
    return found


def own_base(written: Written) -> tuple[str | None, str]:
    """Return the trunk of the repository that a proposal and the specification share, and its name."""
    root = written.root
    trunk = read_trunk(root) if root and is_tracked(root) else ""
    return (f"{root}@{trunk}", trunk) if trunk else (None, "")


def write_bindings(changed: SourceTree | None, names: Sequence[Entry], folder: Path) -> None:
    """Write Python code for the specification as a proposal changes it, with what is new called as for the time being.

    The one place where code is generated for a proposal.
    """
    if changed is None:
        raise SpecgenError("--bindings needs the changed specification: name it with --tree")
    tree = unstable_tree(changed, renames_of(names))
    product, _ = made(tree, python_files(), GENERATED)
    done = put(product, folder)
    click.echo(f"wrote bindings: {done.files} files in {folder}", err=True)
