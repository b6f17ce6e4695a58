"""`specgen history`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from specgen.cache import Cache, default_folder
from specgen.diff import named
from specgen.diff.lookup import find, find_field
from specgen.diff.shape import Shapes
from specgen.diff.timeline import Timeline, of_fields
from specgen.diff.walk import fields
from specgen.errors import SpecgenError
from specgen.history import KEPT, history_of, version_of
from specgen.layouts import recognise
from specgen.load.release_history import read_history, write_history
from specgen.load.spec import load_spec
from specgen.model.release_history import UNSTABLE, History, Moment, Subject, is_release, order
from specgen.model.source import SourceTree
from specgen.report.changes.history import write_json, write_text
from specgen.source.git import read_objects
from specgen.source.refs import opened, read_branch, read_tags
from specgen.source.repository import asked

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
Versions = dict[str, SourceTree]


@click.command("history")
@click.argument("name", nargs=-1, metavar="OPERATION|EVENT[.FIELD]")
@click.option(
    "--repo",
    "place",
    default=".",
    show_default=True,
    metavar="REPO",
    help="Repository with the tags: a folder in one, a bundle or a URL.",
)
@click.option("--unstable", is_flag=True, help="Compare the last commit with the newest release, too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@click.option("--documentation", is_flag=True, help="Tell of descriptions that changed, too.")
@click.option("--export", type=FILE, help="Write the history of everything to this file, for specgen build --history.")
@click.option("--cache", type=FOLDER, help="Folder for remembered results. [default: ~/.cache/specgen]")
@click.option("--no-cache", is_flag=True, help="Remember nothing.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def command(name: tuple[str, ...], place: str, form: str, **options: bool | Path | None) -> None:
    r"""Say when an operation, an event or a field appeared and what changed since, through all tags `v*`.

    Each thing is told with the version and with the entry of the changelog that names it, where there is one.
    Operations go by their ids, or by method and path; the end of the path is enough. Fields stand behind a dot.

    \b
      specgen history getEvents --repo ../matrix-spec
      specgen history 'GET /sync'
      specgen history /sync.rooms.join.state_after
      specgen history m.room.member.membership --format json
      specgen history --export history.json --unstable
    """
    export, wanted = options["export"], " ".join(name)
    if not wanted and export is None:
        raise SpecgenError("name an operation or event, such as 'GET /sync', m.room.topic or /sync.rooms.join")
    with opened(place) as folder:
        versions = read_versions(folder, place, bool(options["unstable"]))
    history = compared(versions, options)
    if isinstance(export, Path):
        write_file(export, write_history(history))
    if wanted:
        subject, field, found = told(history, versions, wanted, bool(options["documentation"]))
        click.echo((write_json if form == "json" else write_text)(subject, field, found, history), nl=False)


def read_versions(folder: str, place: str, unstable: bool) -> Versions:
    """Return the tree of each release, and of the last commit if that is wanted, by version."""
    found = {tag.name: tag.full for tag in read_tags(folder) if is_release(tag.name) and tag.tree}
    branch = read_branch(folder, "") if unstable else None
    if branch is not None:
        last = max(found, key=order, default="")
        if last and last not in asked(Path(folder), "tag", "--merged", branch.full).split():
            click.echo(
                f"`{branch.name}` does not contain {last}: what came with that release seems to be gone", err=True
            )
        found[UNSTABLE] = branch.full
    if not found:
        raise SpecgenError(f"`{place}` has no tags such as v1.2: name a repository that has, with --repo")
    names = sorted(found, key=order)
    return dict(readable((name, read_objects(folder, found[name], f"{place}@{name}")) for name in names))


def readable(trees: Iterator[tuple[str, SourceTree]]) -> Iterator[tuple[str, SourceTree]]:
    """Yield the trees of a known layout; of others it is said that they are passed over."""
    for name, tree in trees:
        try:
            recognise(tree)
        except SpecgenError as error:
            click.echo(f"passed over {name}: {error}", err=True)
            continue
        yield name, tree


def compared(versions: Versions, options: dict[str, bool | Path | None]) -> History:
    """Return the history of some versions, with a bar while it is being made."""
    folder = options["cache"]
    place = folder if isinstance(folder, Path) else default_folder()
    cache = Cache(None if options["no_cache"] else place, KEPT)
    if options["quiet"] or not sys.stderr.isatty():
        return history_of(list(versions.items()), cache)
    with click.progressbar(length=len(versions), label="compare versions", file=sys.stderr) as bar:
        return history_of(list(versions.items()), cache, lambda version, known: bar.update(1))


def text_of(place: str, tree: SourceTree, status: str, folder: Path | None) -> str:
    """Return a history as JSON: what an exported file holds, else that of a repository.

    A tree that is no release stands for what comes next: it is compared with the newest release.
    """
    file = Path(place)
    if file.is_file():
        data = file.read_bytes()
        if data.startswith(b"{"):
            return write_history(read_history(data.decode("utf-8", "replace"), place))
    with opened(place) as repository:
        versions = read_versions(repository, place, unstable=False)
    if version_of(tree, status) == UNSTABLE:
        versions[UNSTABLE] = tree
    return write_history(history_of(list(versions.items()), Cache(folder, KEPT)))


def told(history: History, versions: Versions, wanted: str, words: bool) -> tuple[Subject, str, tuple[Moment, ...]]:
    """Return what a user means and its history. Raises `SpecgenError` with what is near where there is none."""
    subject, field = find(history, wanted)
    found = Timeline(history).moments(subject.name, words)
    if not field:
        return subject, field, found
    last = next(step.new for step in reversed(history.steps) if subject in step.subjects)
    spec = load_spec(versions[last]).spec
    paths = dict.fromkeys((*fields(spec, subject.name, Shapes(named(spec))), *(each.path for each in found)))
    return subject, field, of_fields(found, find_field(field, paths))


def write_file(path: Path, text: str) -> None:
    """Write a file. Raises `SpecgenError` where that is not possible."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SpecgenError(f"cannot write `{path}`: {error.strerror}") from error
