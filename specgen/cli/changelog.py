"""`specgen changelog`: what has changed, from news fragments."""

import sys
from pathlib import Path
from typing import Any

import click

from specgen.changelog.adapter import Setup, fragments_in, free_name
from specgen.changelog.page import SETTINGS, Drawn, areas_of, release_of, release_page, unreleased_page
from specgen.changelog.wording import house_form
from specgen.cli import load
from specgen.cli.changelog_lint import check, lint
from specgen.cli.trees import bundled_tree, news_files
from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.model.source import SourceFile, SourceTree
from specgen.source import read_tree
from specgen.source.directory import read_directory
from specgen.write import write_file

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.group("changelog")
def command() -> None:
    r"""Draw changelogs from news fragments, and write fragments.

    \b
      specgen changelog preview                    what has changed since the last release
      specgen changelog preview --version v1.20 --date 2026-11-26 ../matrix-spec@main
      specgen changelog new --area client_server --type feature --pr 123 --text "Add a thing, as per MSC4321"
    """


@command.command("preview")
@click.argument("tree", required=False)
@click.option("--version", metavar="VERSION", help="Draw the page of this release, such as v1.20.")
@click.option("--date", metavar="DATE", help="Day of the release, or an ISO timestamp; written as given.")
@click.option("--join-lines", is_flag=True, help="Put fragments of several lines into one.")
@click.option("-o", "--output", type=FILE, help="Write to this file instead of the standard output.")
def preview(tree: str | None, version: str | None, date: str | None, join_lines: bool, output: Path | None) -> None:
    r"""Show the page that the news fragments of a tree make: of the unstable version, or of a release.

    A tree needs no more than its `changelogs/`. Its own template and header are used; the version decides about the
    rest. What is wrong in the tree is listed on stderr; errors make the exit code 1.

    \b
      specgen changelog preview ../matrix-spec@main
      specgen changelog preview --version v1.20 --date 2026-11-26 -o content/changelog/v1.20.md
    """
    if (version is None) != (date is None):
        raise SpecgenError("a release has a version and a date: give both --version and --date, or none")
    source = changelog_tree(tree)
    templates = news_files()
    if version is not None and date is not None:
        drawn = release_page(source, templates, release_of(version, date), join_lines)
    else:
        drawn = unreleased_page(source, templates, join_lines=join_lines)
    page = told(drawn, source)
    if page is not None and output is None:
        click.echo(page.encode(), nl=False)
    elif page is not None and output is not None:
        write_file(output, page.encode(), replace=True)
    if any(diagnostic.severity >= Severity.ERROR for diagnostic in drawn.diagnostics):
        sys.exit(1)


@command.command("new")
@click.option("--area", help="Folder of the part that has changed, such as client_server.")
@click.option("--type", "kind", help="Kind of change, such as feature.")
@click.option("--pr", type=click.IntRange(min=1), help="Number of the pull request.")
@click.option("--text", help="One sentence for the reader.")
@click.option("--tree", type=FOLDER, default=".", show_default=True, help="Folder of the specification.")
def new(area: str | None, kind: str | None, pr: int | None, text: str | None, tree: Path) -> None:
    r"""Write a news fragment; asks for what is not given. Prints the file's path.

    The sentence is put into the house form: one line, a full stop, proposals with links. A second fragment of one
    pull request and type gets a counter. Nothing is ever overwritten.

    \b
      specgen changelog new
      specgen changelog new --area room_versions --type clarification --pr 123 --text "Fix an example"
    """
    source = read_directory(tree, str(tree))
    setup = settings_of(source)
    folders = {path or ".": folder for _, path, folder in setup.areas}
    wanted = one_of("--area", area or asked("Area", click.Choice(list(folders))), folders)
    chosen = one_of("--type", kind or asked("Type", click.Choice(list(setup.kinds))), setup.kinds)
    number = pr or asked("Pull request", click.IntRange(min=1))
    line = house_form(text if text is not None else asked("Text"))
    if not line:
        raise SpecgenError("a fragment needs a text: one sentence that says what is different for the reader")
    present = fragments_in(source, folders[wanted])
    refuse_repeated(line, number, present)
    path = tree / folders[wanted] / free_name(setup, (name for name, _ in present), number, chosen)
    write_file(path, f"{line}\n".encode())
    click.echo(str(path))


command.add_command(lint)
command.add_command(check)


def changelog_tree(name: str | None) -> SourceTree:
    """Return the tree that a user means: without a name the current folder, or what comes with specgen."""
    if name is not None:
        return read_tree(name)
    if Path(SETTINGS).is_file():
        return read_directory(Path.cwd(), "the current folder")
    click.echo(f"no `{SETTINGS}` in the current folder: using the specification that comes with specgen", err=True)
    return bundled_tree()


def settings_of(tree: SourceTree) -> Setup:
    """Return the settings that say which areas and types there are. Raises `SpecgenError` where there are none."""
    setup = areas_of(tree)
    if isinstance(setup, Drawn):
        told(setup, tree)
        raise SpecgenError(f"`{SETTINGS}` of {tree.name} cannot be used: mend it first")
    return setup


def told(drawn: Drawn, tree: SourceTree) -> str | None:
    """Return the page, after saying what is wrong in the tree."""
    if drawn.text is None and not drawn.diagnostics:
        raise SpecgenError(f"there is no `{SETTINGS}` in {tree.name}: it lists the areas and types of a changelog")
    for line in described(drawn.diagnostics, tree):
        click.echo(line, err=True)
    return drawn.text


def described(diagnostics: tuple[Diagnostic, ...], tree: SourceTree) -> tuple[str, ...]:
    """Return diagnostics as lines; what that needs is imported only if there are some."""
    lines: tuple[str, ...] = load("specgen.build").describe(diagnostics, tree) if diagnostics else ()
    return lines


def asked(what: str, kind: Any = None) -> Any:
    """Return what the user answers. Raises `SpecgenError` where nobody does."""
    try:
        return click.prompt(what, type=kind, err=True)
    except click.Abort as error:
        if sys.stdin.isatty():
            raise
        raise SpecgenError("there is nobody to ask: give --area, --type, --pr and --text") from error


def one_of(option: str, value: str, choices: Any) -> str:
    """Return a value that is among the choices. Raises `SpecgenError` that lists them."""
    if value not in choices:
        raise SpecgenError(f"{option} must be one of {', '.join(choices)}, not `{value}`")
    return value


def refuse_repeated(line: str, number: int, present: list[tuple[str, SourceFile]]) -> None:
    """Raise `SpecgenError` if a fragment of the pull request says the same already."""
    for name, file in present:
        if name.split(".")[0].lstrip("0") == str(number) and file.text().strip() == line:
            raise SpecgenError(f"`{file.path}` says the same already")
