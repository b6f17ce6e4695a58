"""`specgen data`."""

import sys
from pathlib import Path

import click

from specgen.cli.options import FOLDER
from specgen.errors import SpecgenError
from specgen.layouts import recognise
from specgen.model.checkout import FileChange
from specgen.model.source import SourceFile
from specgen.release import emoji as table
from specgen.source.directory import read_directory, read_files
from specgen.source.worktree import change_file


@click.group("data")
def command() -> None:
    r"""Keep the data files beside a specification up to date.

    \b
      specgen data emoji            merge the translations of the emoji into their table
      specgen data emoji --check    say whether that was forgotten
    """


@command.command("emoji")
@click.argument("folder", type=FOLDER, default=".")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if the table is stale.")
def emoji(folder: Path, check: bool) -> None:
    r"""Merge the translations of the emoji for short authentication strings into their table.

    The translations stand in sas-emoji-v1-i18n/ beside the table, one file for each language.

    \b
      specgen data emoji ../matrix-spec
      specgen data emoji --check
    """
    tree = read_directory(folder, f"`{folder}`")
    path = recognise(tree).emoji
    file = tree.find(path)
    place = f"{path.rpartition('/')[0]}/{table.FOLDER}"
    translations = tuple(SourceFile(f"{place}/{each.path}", each.data) for each in read_files(folder / place))
    if file is None:
        raise SpecgenError(f"there is no `{path}` in `{folder}`")
    if not translations:
        raise SpecgenError(f"there are no translations in `{folder / place}`")
    merged = table.merge(file, translations)
    if merged == file.data:
        click.echo(f"{path} is up to date", err=True)
    elif check:
        click.echo(f"{path} is stale: specgen data emoji merges {len(translations)} files into it")
        sys.exit(1)
    else:
        change_file(folder, FileChange(path, file.data, merged))
        click.echo(f"merged {len(translations)} files into {path}", err=True)
