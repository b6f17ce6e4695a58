"""`specgen changelog lint` and `specgen changelog check`."""

import sys
from pathlib import Path
from typing import Any

import click

from specgen.cli.check import LEVELS, checked, findings, show
from specgen.diagnostic import Diagnostic
from specgen.errors import SpecgenError
from specgen.model.source import SourceTree
from specgen.source.directory import read_directory
from specgen.source.repository import read_log

LINT = ("fragment-*",)
COVERAGE = ("fragment-*", "commit-*", "change-*", "addition-*")
FORMATS = click.Choice(["text", "json", "github", "sarif"])
FAIL_ON = click.Choice(list(LEVELS))
QUIET: dict[str, Any] = {"quiet": True, "ignore": (), "against": None, "no_cache": True, "cache": None, "fix": False}


@click.command("lint")
@click.argument("tree", required=False)
@click.option("--fix", is_flag=True, help="Make the changes that a machine can make, then check again.")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, help="How to write it.")
@click.option("--fail-on", type=FAIL_ON, default="warning", show_default=True, help="Exit with 1 from this level on.")
def lint(tree: str | None, fix: bool, form: str, fail_on: str) -> None:
    r"""Report what is wrong with the news fragments of a tree; it may hold nothing but `changelogs/`.

    The same rules run in specgen check; specgen rules NAME explains each.

    \b
      specgen changelog lint
      specgen changelog lint --fix ../matrix-spec
    """
    source, found = checked(tree, {**QUIET, "select": LINT, "fix": fix})
    finish(found, source, form, fail_on)


@click.command("check")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=".")
@click.option("--since", required=True, metavar="REF", help="The last release, such as v1.19.")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, help="How to write it.")
@click.option("--fail-on", type=FAIL_ON, default="error", show_default=True, help="Exit with 1 from this level on.")
def check(folder: Path, since: str, form: str, fail_on: str) -> None:
    r"""Compare the news fragments of a checkout with its history and its schemas since a release.

    Every merged pull request, `Title (#123)`, must have a fragment, and every fragment a merged pull request; what
    fragments say must agree with what changed in the APIs.

    \b
      specgen changelog check --since v1.19
      specgen changelog check --since v1.19 --format github ../matrix-spec
    """
    commits = read_log(folder, since, "HEAD")
    if not commits:
        raise SpecgenError(f"there is no commit since `{since}`")
    source = read_directory(folder, str(folder))
    found = findings(source, {**QUIET, "select": COVERAGE, "against": f"{folder}@{since}"}, commits)
    finish(found, source, form, fail_on)


def finish(found: list[Diagnostic], source: SourceTree, form: str, fail_on: str) -> None:
    """Print findings and exit as asked."""
    show(found, source, form, quiet=False)
    if any(each.severity >= LEVELS[fail_on] for each in found):
        sys.exit(1)
