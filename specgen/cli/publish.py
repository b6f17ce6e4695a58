"""`specgen publish`."""

import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from specgen.cache import Cache, default_folder
from specgen.cli.build import check_url
from specgen.cli.trees import news_files, theme_files
from specgen.errors import SpecgenError
from specgen.publish.editions import UNSTABLE, Edition, chosen, editions_of, passed_over, releases
from specgen.publish.folder import Standing, base_of, check_output, held, read_standing
from specgen.publish.index import Index
from specgen.publish.look import Setting
from specgen.publish.recipe import Files, Made, Put, maker_of, publish, settle, sources
from specgen.source.refs import is_shallow, opened, read_branch, read_tags

T = TypeVar("T")
FOLDER = click.Path(path_type=Path, file_okay=False)
# Versions that the cache keeps: those of one specification, and some states of what comes next.
KEPT = 24
PREFIX = re.compile(r"refs/(?:heads|tags|remotes)/")


class Talk:
    """Tells on stderr how far the work is: a bar on a terminal, else lines; a class because it may have to be quiet."""

    def __init__(self, quiet: bool) -> None:
        """Start the clock."""
        self.quiet = quiet
        self.start = time.monotonic()

    def say(self, text: str) -> None:
        """Tell something that can be left out."""
        if not self.quiet:
            click.echo(text, err=True)

    def busy(self) -> None:
        """Tell that another run has to be waited for."""
        self.say("another run publishes to this folder: waiting for it")

    def watch(self, label: str, count: int, done: Iterator[T]) -> Iterator[T]:
        """Yield what is done and show that it is."""
        if self.quiet or not sys.stderr.isatty() or not count:
            for item in done:
                self.say(f"{label} {name_of(item)}, {time.monotonic() - self.start:.1f} s")
                yield item
            return
        with click.progressbar(done, count, f"{label:8}", file=sys.stderr, item_show_func=name_of) as bar:
            yield from bar


def name_of(item: object) -> str:
    """Return what to call a version that work was done for."""
    first = item[0] if isinstance(item, tuple) else item
    named = first[0] if isinstance(first, tuple) else first
    return str(getattr(named, "name", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which versions a user wants, of which branch, and where they shall stand."""

    output: Path
    base_url: str | None
    branch: str
    only: tuple[str, ...]
    since: str
    history: bool


@click.command("publish")
@click.argument("places", nargs=-1, metavar="[REPO | DIR...]")
@click.option("-o", "--output", type=FOLDER, required=True, help="Folder for the site of all versions.")
@click.option("--base-url", metavar="URL", help="Where the site will stand. [default: as before, or /]")
@click.option(
    "--branch", default="", metavar="NAME", help="What becomes /unstable/. [default: unstable, or the default branch]"
)
@click.option("--only", multiple=True, metavar="VERSION", help="Build only this version; can be given several times.")
@click.option("--since", default="", metavar="VERSION", help="Build only this version and later ones.")
@click.option("--history", is_flag=True, help="Show what happened to each operation and event up to a version.")
@click.option("--assemble", is_flag=True, help="Join folders that were published apart, instead of building.")
@click.option("--cache", type=FOLDER, help="Folder for remembered results. [default: ~/.cache/specgen]")
@click.option("--no-cache", is_flag=True, help="Remember nothing for the next run.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
def command(places: tuple[str, ...], assemble: bool, quiet: bool, **options: Any) -> None:
    r"""Publish all versions of a specification as one site: every tag v1.0, v1.1, ... and the unstable version.

    REPO is a folder, a git bundle or a URL; its tags are read without a checkout. Each version has a folder: /v1.19/,
    /unstable/. /latest/ is the newest release. A run builds only what is new or has changed, and keeps versions that
    are in the folder and not in the repository.

    Versions can be built on several machines, each with --only, and joined with --assemble.

    \b
      specgen publish -o site --base-url https://spec.example .
      specgen publish -o part --only v1.19 https://git.example/spec.git
      specgen publish -o site --assemble part-1 part-2
    """
    talk = Talk(quiet)
    cache, no_cache = options.pop("cache"), options.pop("no_cache")
    choice = Choice(**options)
    if choice.base_url is not None:
        check_url("--base-url", choice.base_url)
    check_output(choice.output)
    with ExitStack() as stack:
        if assemble:
            sys.exit(join([Path(place) for place in places], choice, talk))
        if len(places) > 1:
            raise SpecgenError("one REPO can be published at a time: --assemble joins folders")
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="specgen-")) if no_cache else None
        kept = Cache(Path(folder) if folder else cache or default_folder(), KEPT)
        place = places[0] if places else "."
        repository = stack.enter_context(opened(place))
        sys.exit(build(place, repository, choice, (kept, talk)))


def build(place: str, repository: str, choice: Choice, tools: tuple[Cache, Talk]) -> int:
    """Publish a repository's versions; return the exit code."""
    cache, talk = tools
    known = found(place, repository, choice, talk)
    editions = chosen(known, choice.only, choice.since)
    with held(choice.output, talk.busy):
        standing = read_standing(choice.output)
        setting = replace(setting_of(choice.base_url, [standing]), history=choice.history)
        maker = maker_of(repository, cache, setting, known)
        made, put = publish(maker, editions, standing, choice.output, talk.watch)
    refs = {each.name: PREFIX.sub("", each.ref) for each in editions}
    for done in made:
        if done.failure:
            click.echo(f"specgen: {done.name} is left out: {done.failure}", err=True)
        elif done.problems:
            talk.say(f"{done.name} has {done.problems} problems in its files: specgen build {place}@{refs[done.name]}")
    failed = [done for done in made if done.failure]
    stale = {name: text for name, text in standing.problems.items() if name not in {done.name for done in made}}
    for text in stale.values():
        click.echo(f"specgen: {text}", err=True)
    if put:
        tell_end(choice.output, made, put, talk)
    return 1 if failed or stale else 0


def found(place: str, repository: str, choice: Choice, talk: Talk) -> list[Edition]:
    """Return the versions of a repository. Raises `SpecgenError` where there is no release and none is renounced."""
    tags = read_tags(repository)
    for name in passed_over(tags):
        talk.say(f"{name} is left out: it is no release")
    editions = editions_of(tags, read_branch(repository, choice.branch))
    if not releases(edition.name for edition in editions) and UNSTABLE not in choice.only:
        cut = ", and it is a shallow clone: get them with `git fetch --tags`" if is_shallow(repository) else ""
        raise SpecgenError(f"`{place}` has no release tags such as v1.0{cut}; --only unstable needs none")
    return editions


def setting_of(base_url: str | None, standings: Sequence[Standing]) -> Setting:
    """Return what versions share. Raises `SpecgenError` for another base URL than that of versions that are there."""
    known = base_of(standings)
    root = known or "" if base_url is None else base_url.rstrip("/")
    if known not in (None, root):
        raise SpecgenError(f"the versions there are for the base URL {known or '/'!r}: give the same, or a new folder")
    return Setting(root=root, theme=theme_files(), news=news_files())


def join(folders: Sequence[Path], choice: Choice, talk: Talk) -> int:
    """Join published folders; return the exit code."""
    if not folders:
        raise SpecgenError("--assemble needs the folders to join")
    standings = {folder: read_standing(folder) for folder in folders}
    versions = joined(standings)
    with held(choice.output, talk.busy):
        here = read_standing(choice.output)
        setting = setting_of(choice.base_url, [*standings.values(), here])
        put = settle(sources(here, choice.output) | versions, setting, choice.output, talk.watch)
    tell_end(choice.output, [], put, talk)
    return 0


def joined(standings: Mapping[Path, Standing]) -> dict[str, tuple[Index, Files]]:
    """Return the versions of all folders. Raises `SpecgenError` where one has none, or another one of that name."""
    versions: dict[str, tuple[Index, Files]] = {}
    for folder, standing in standings.items():
        for text in standing.problems.values():
            raise SpecgenError(text)
        if not standing.versions:
            raise SpecgenError(f"there is no version in `{folder}`: give folders that specgen has published to")
        for name, (index, files) in sources(standing, folder).items():
            if name in versions and versions[name][0].key != index.key:
                raise SpecgenError(f"`{folder}` has another {name} than the folders before it")
            versions[name] = (index, files)
    return versions


def tell_end(output: Path, made: Sequence[Made], put: Sequence[Put], talk: Talk) -> None:
    """Say what was done."""
    changed = sum(each.written.changed for each in put)
    removed = sum(each.written.removed for each in put)
    remembered = sum(done.remembered for done in made)
    seconds = time.monotonic() - talk.start
    talk.say(
        f"built {len(made) - remembered} versions, remembered {remembered}; "
        f"{changed} files changed, {removed} removed, {seconds:.1f} s"
    )
    talk.say(f"open {output / 'index.html'}")
