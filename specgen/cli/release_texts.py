"""`specgen release notes`, `post`, `checklist` and `artifacts`: what a release is published with."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from specgen.changelog.page import release_of
from specgen.cli.options import in_folder, judged, maybe_day, of_version
from specgen.cli.repositories import State, at_release, built, known_page, own_templates, read_state, titles
from specgen.cli.trees import shipped
from specgen.errors import SpecgenError
from specgen.load.spec import load_spec
from specgen.model.artifact import Artifact
from specgen.release import artifacts as files
from specgen.release.facts import pages_date
from specgen.release.news import by_path, endpoints, named
from specgen.release.people import people
from specgen.release.texts import Release, draw, name_of, view_of
from specgen.release.versions import Version, newest
from specgen.source.directory import read_files
from specgen.source.repository import read_authors, read_below, read_log
from specgen.write import write

PACKAGE = "packages/npm"


@click.command("notes")
@of_version
@maybe_day
@in_folder
def notes(version: str | None, date: str, folder: Path) -> None:
    r"""Print the notes for the forge's release page: the changelog's page without its front matter.

    Template: templates/release/notes.md.jinja.

    \b
      specgen release notes v1.20 > notes.md
    """
    state, target = at_release(folder, version)
    show("notes", state, plain_release(state, target, date))


@click.command("post")
@of_version
@maybe_day
@in_folder
@judged
def post(version: str | None, date: str, folder: Path, proposals: Path | None) -> None:
    r"""Print a draft of the announcement: numbers, proposals, endpoints, people, and the whole changelog.

    Template: templates/release/post.md.jinja.

    \b
      specgen release post v1.20 --proposals ../matrix-spec-proposals/proposals > post.md
      specgen release post v1.20 --date 2026-11-26           a draft before the release is cut
    """
    state, target = at_release(folder, version)
    show("post", state, told_release(state, plain_release(state, target, date), titles(state, proposals)))


@click.command("checklist")
@of_version
@maybe_day
@in_folder
def checklist(version: str | None, date: str, folder: Path) -> None:
    r"""Print the tasks of a release, with the changes to look over, for an issue that is ticked off.

    Template: templates/release/checklist.md.jinja.

    \b
      specgen release checklist v1.20 --date 2026-11-26
    """
    state, target = at_release(folder, version)
    show("checklist", state, plain_release(state, target, date))


@click.command("artifacts")
@of_version
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to fill.")
@in_folder
@click.option("--base-url", default="", metavar="URL", help="Where the site will stand. [default: /VERSION]")
def artifacts(version: str | None, output: Path, folder: Path, base_url: str) -> None:
    r"""Write the files of a release: both sites as archives, API bundles, data package, checksums.

    They are made from the version's tag, or from the last commit if that is the release. The same commit gives the
    same bytes.

    \b
      specgen release artifacts v1.20 -o release && (cd release && sha256sum --check SHA256SUMS)
    """
    state, target = at_release(folder, version)
    if not state.is_cut(target):
        raise SpecgenError(f"{target} is not committed: specgen release cut comes first")
    day = release_of(str(target), pages_date(known_page(state, target, "")) or state.checkout.day).date[:10]
    base = (base_url or f"/{target}").rstrip("/")
    stable = built(state.tree, base, "stable")
    old = built(state.tree, base, "historical")
    for problem in stable.problems:
        click.echo(problem, err=True)
    # Both archives unpack to the same place, so that the one replaces the other when the next release is out.
    made = [
        Artifact("spec.tar.gz", files.archive(stable.artifacts, f"spec/{target}", day)),
        Artifact("spec-historical.tar.gz", files.archive(old.artifacts, f"spec/{target}", day)),
        *files.bundles(stable.artifacts),
        *data_package(state, target, day),
    ]
    done = write(files.summed(made), output)
    click.echo(f"wrote {done.files} files ({done.changed} changed, {done.removed} removed)", err=True)


def data_package(state: State, version: Version, day: str) -> tuple[Artifact, ...]:
    """Return the archive of the data package, if there is data; what the tree says of its package goes before."""
    emoji = state.tree.find(state.layout.emoji)
    if emoji is None:
        return ()
    own = {file.path[len(PACKAGE) + 1 :]: file.data for file in read_below(state.folder, state.ref, f"{PACKAGE}/")}
    name = files.package_name(state.settings.repository)
    described = files.described(name, version, (state.settings.title, state.settings.repository))
    try:
        described |= {**json.loads(own.pop("package.json", b"{}")), "version": described["version"]}
    except ValueError as error:
        raise SpecgenError(f"`{PACKAGE}/package.json` is not valid JSON: {error}") from error
    content = files.package(described, {**own, files.DATA: emoji.data})
    file = files.package_file(str(described["name"]), version)
    return (Artifact(file, files.archive(content, "package", day)),)


def plain_release(state: State, version: Version, date: str) -> Release:
    """Return a release with what its page says."""
    page = known_page(state, version, date)
    given = date or pages_date(page) or tag_day(state, version)
    published = state.settings.published_url
    last = newest((*state.checkout.merged, *([str(state.said.last)] if state.said.last else [])), version)
    return Release(
        name=name_of(state.settings.title),
        version=version,
        date=release_of(str(version), given).date,
        page=page,
        url=f"{published}/{version}" if published else "",
        last=last,
        last_date=tag_day(state, last) if last else "",
    )


def tag_day(state: State, version: Version) -> str:
    """Return the day of a release: what its page says, else that of its tag's commit, else of the last commit."""
    file = state.tree.find(state.page_path(version))
    tag = state.checkout.tag(str(version))
    return (pages_date(file.text()) if file else "") or (tag.day if tag else state.checkout.day)


def told_release(state: State, release: Release, known: Mapping[int, str]) -> Release:
    """Return a release with what else an announcement tells: proposals, endpoints, people."""
    since = f"refs/tags/{release.last}" if release.last and state.checkout.tag(str(release.last)) else ""
    after = endpoints(load_spec(state.tree).spec.apis)
    before = endpoints(load_spec(read_state(state.folder, since).tree).spec.apis) if since else after
    return replace(
        release,
        named=named(release.page, known),
        added=by_path(after - before),
        removed=by_path(before - after),
        people=people(read_log(state.folder, since, state.ref), read_authors(state.folder, since) if since else ()),
    )


def show(name: str, state: State, release: Release) -> None:
    """Print a text of a release, drawn by the tree's template or the one that comes with specgen."""
    shipped_ones = read_files(shipped("templates") / "release")
    click.echo(draw(f"{name}.md.jinja", shipped_ones, own_templates(state), view_of(release)), nl=False)
