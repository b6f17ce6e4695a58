"""What the commands about releases read: a git working tree, its last commit or a tag, and the changelog's page."""

from dataclasses import dataclass, replace
from pathlib import Path

import click

from specgen.cache import Cache, default_folder
from specgen.changelog.adapter import PASSED_OVER, Setup, fragments_in, key_of
from specgen.changelog.page import Drawn, areas_of, release_of, release_page
from specgen.cli import load
from specgen.cli.build import recipe, site_key
from specgen.cli.trees import news_files, theme_files
from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.layouts import ROOTS, Layout, recognise
from specgen.load.settings import read_settings
from specgen.model.checkout import Checkout, FileChange, Pending
from specgen.model.source import SourceFile, SourceTree
from specgen.model.spec import Settings
from specgen.pack import Product, unpack
from specgen.release.facts import Facts, last_release, next_version, pages_date
from specgen.release.news import titles_of
from specgen.release.settings import Said, read_said, stable, unstable
from specgen.release.texts import FOLDER, name_of
from specgen.release.versions import Version, read_version
from specgen.source.directory import read_files
from specgen.source.git import read_commit
from specgen.source.repository import read_below, read_checkout
from specgen.source.worktree import leftover, present

# What counts as the specification when something is untracked: a build's output beside it is nobody's loss.
INPUT = tuple(f"{root}/" for root in (*ROOTS, "templates", "data-definitions", "packages"))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A working tree and a commit of it: the last one, or a tag's."""

    folder: Path
    ref: str
    checkout: Checkout
    tree: SourceTree
    layout: Layout
    settings: Settings
    file: SourceFile
    said: Said

    @property
    def last(self) -> Version | None:
        """Return the release that this state is, or that it follows on."""
        return last_release(self.checkout, self.said.last)

    def page_path(self, version: Version) -> str:
        """Return where a release's page of the changelog stands."""
        return f"{self.layout.content}/changelog/{version}.md"

    def is_cut(self, version: Version) -> bool:
        """Tell whether this commit is a release: stable, of that version, with its page."""
        return self.said == Said("stable", version) and self.tree.find(self.page_path(version)) is not None


def read_state(folder: Path, ref: str = "HEAD") -> State:
    """Read a working tree and one of its commits. Raises `SpecgenError` where there is none."""
    checkout = read_checkout(folder)
    tree = read_commit(str(folder), ref, str(folder))
    layout = recognise(tree)
    file = next((file for path in layout.settings if (file := tree.find(path)) and has_version(file)), None)
    if file is None:
        raise SpecgenError(
            f"no settings with a version in {tree.name}: {' or '.join(layout.settings)} should have them"
        )
    return State(
        folder=folder,
        ref=ref,
        checkout=checkout,
        tree=tree,
        layout=layout,
        settings=read_settings(tree, layout)[0],
        file=file,
        said=read_said(file),
    )


def has_version(file: SourceFile) -> bool:
    """Tell whether a settings file has a table for the version."""
    try:
        read_said(file)
    except SpecgenError:
        return False
    return True


def wanted_version(given: str | None, state: State) -> Version:
    """Return the version that a user means: the one given, the one that the settings name, or the next."""
    if given is not None:
        return read_version(given)
    now = state.said.last if state.said.status != "unstable" else next_version(state.checkout, state.said.last)
    if now is None:
        raise SpecgenError("no release so far: give a VERSION such as v1.0")
    return now


def at_release(folder: Path, given: str | None) -> tuple[State, Version]:
    """Return the state that a release's texts are made from: its tag, or before there is one the last commit."""
    state = read_state(folder)
    version = wanted_version(given, state)
    tag = state.checkout.tag(str(version))
    if tag is None:
        return state, version
    there = read_state(folder, f"refs/tags/{version}")
    return replace(there, checkout=replace(there.checkout, head=tag.commit, day=tag.day)), version


def drawn_page(state: State, version: Version, date: str, join_lines: bool = False) -> str:
    """Return a release's page from the fragments of a commit. Raises `SpecgenError` where these have errors."""
    drawn: Drawn = release_page(state.tree, news_files(), release_of(str(version), date), join_lines)
    for problem in load("specgen.build").describe(drawn.diagnostics, state.tree) if drawn.diagnostics else ():
        click.echo(problem, err=True)
    if any(each.severity is Severity.ERROR for each in drawn.diagnostics):
        raise SpecgenError("the changelog has errors: mend them first")
    if drawn.text is None:
        raise SpecgenError(f"{state.tree.name} has no changelogs/pyproject.toml: no changelog can be drawn")
    return drawn.text


def known_page(state: State, version: Version, date: str) -> str:
    """Return a release's page: as it was committed or written, or as the fragments give it."""
    path = state.page_path(version)
    file = state.tree.find(path)
    written = file.data if file else present(state.folder, path)
    if written is not None:
        return SourceFile(path, written).text()
    if not date:
        raise SpecgenError(f"{version} has no page yet: give its day with --date")
    return drawn_page(state, version, date)


def taken_up(state: State) -> tuple[SourceFile, ...]:
    """Return the fragments that make up the changelog of a commit."""
    setup = areas_of(state.tree)
    if not isinstance(setup, Setup):
        return ()
    return tuple(
        file
        for _, _, folder in setup.areas
        for name, file in fragments_in(state.tree, folder)
        if key_of(name, setup, {})[0]
    )


def cut_facts(state: State, version: Version, date: str, branch: str, join_lines: bool) -> Facts:
    """Return what the plan of a release is made from. A release that is committed already is taken as it is."""
    day = release_of(str(version), date).date
    path = state.page_path(version)
    old = state.tree.find(path)
    if state.is_cut(version) and old:
        dated = pages_date(old.text())
        if dated not in ("", day):
            raise SpecgenError(f"{version} is committed with the date {dated}, not {day}")
        return facts_of(state, version, (("page", (FileChange(path, old.data, old.data),)),), branch)
    page = drawn_page(state, version, date, join_lines)
    config = FileChange(state.file.path, state.file.data, stable(state.file, version, day))
    removed = tuple(FileChange(file.path, file.data, None) for file in taken_up(state))
    written = FileChange(path, old.data if old else None, page.encode())
    return facts_of(state, version, (("settings", (config,)), ("page", (written,)), ("fragments", removed)), branch)


def reopen_facts(state: State, branch: str) -> Facts:
    """Return what the plan of the way back is made from."""
    config = FileChange(state.file.path, state.file.data, unstable(state.file))
    changes = (("settings", (config,)),) if state.said.status != "unstable" else ()
    version = state.said.last or Version(0, 0)
    return replace(facts_of(state, version, changes, branch), recorded=not changes)


def facts_of(
    state: State, version: Version, changes: tuple[tuple[str, tuple[FileChange, ...]], ...], branch: str
) -> Facts:
    """Return facts with what the planned files hold now."""
    planned = [change.path for _, each in changes for change in each]
    unfinished = {leftover(Path(path)).as_posix() for path in planned}
    pending = tuple(
        each
        for each in state.checkout.pending
        if each.path not in unfinished and (matters(each) or each.path in planned)
    )
    checkout = replace(state.checkout, pending=pending)
    return Facts(
        name=name_of(state.settings.title),
        version=version,
        last=last_release(state.checkout, state.said.last, version if state.is_cut(version) else None),
        checkout=checkout,
        changes=changes,
        present={path: present(state.folder, path) for path in planned},
        status=state.said.status,
        recorded=state.is_cut(version),
        branch=branch,
    )


def matters(pending: Pending) -> bool:
    """Tell whether something uncommitted is part of the specification, or was given to git."""
    return pending.staged != "?" or f"{pending.path}/".startswith(INPUT)


def own_templates(state: State) -> tuple[SourceFile, ...]:
    """Return the templates for a release's texts that a tree brings along."""
    return read_below(state.folder, state.ref, FOLDER)


def stray_files(state: State) -> list[str]:
    """Return the files in folders of fragments that no changelog takes up: of unknown types, or in unknown areas."""
    taken = {file.path for file in taken_up(state)}
    found = (file.path for file in state.tree.under(state.layout.changelogs) if "/newsfragments/" in file.path)
    names = ((path, path.rpartition("/")[2].lower()) for path in found)
    return [f"`{path}` is left out" for path, name in names if path not in taken and name not in PASSED_OVER]


def linted(state: State) -> list[Diagnostic]:
    """Return what the rules about fragments find, each at its line."""
    # Rules take a while to import, and nothing but a check needs them.
    choice = load("specgen.check.engine").Choice(select=("fragment-*",))
    found: list[Diagnostic] = load("specgen.examine").examine(state.tree, theme_files(), choice)
    return found


def titles(state: State, folder: object) -> dict[int, str]:
    """Return the titles of accepted proposals: of a folder that was given, or of the tree."""
    return titles_of(read_files(folder) if isinstance(folder, Path) else state.tree.under("proposals"))


def built(tree: SourceTree, base_url: str, status: str) -> Product:
    """Return the site of a tree, remembered if it was built before."""
    wish = {"base_url": base_url, "api_base_url": "", "status": status}
    templates = (theme_files(), news_files())
    data, _ = Cache(default_folder()).call("site", site_key(tree, templates, wish), recipe(tree, templates, wish))
    return unpack(data)
