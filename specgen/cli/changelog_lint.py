"""`specgen changelog lint` and `specgen changelog check`."""

from pathlib import Path
from typing import Any

import click

from specgen.cli.check import checked, findings
from specgen.cli.findings import end, failing, in_form, show
from specgen.errors import SpecgenError
from specgen.source.directory import read_directory
from specgen.source.repository import read_log

LINT = ("fragment-*",)
COVERAGE = ("fragment-*", "commit-*", "change-*", "addition-*")
QUIET: dict[str, Any] = {"quiet": True, "ignore": (), "against": None, "no_cache": True, "cache": None, "fix": False}


@click.command("lint")
@click.argument("tree", required=False)
@click.option("--fix", is_flag=True, help="Make the changes that a machine can make, then check again.")
@in_form
@failing("warning")
def lint(tree: str | None, fix: bool, form: str, fail_on: str) -> None:
    r"""Report what is wrong with the news fragments of a tree; it may hold nothing but `changelogs/`.

    The same rules run in specgen check; specgen rules NAME explains each.

    \b
      specgen changelog lint
      specgen changelog lint --fix ../matrix-spec
    """
    source, found = checked(tree, {**QUIET, "select": LINT, "fix": fix})
    show(found, source, form, quiet=False)
    end(found, fail_on)


@click.command("check")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=".")
@click.option("--since", required=True, metavar="REF", help="The last release, such as v1.19.")
@in_form
@failing("error")
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
    show(found, source, form, quiet=False)
    end(found, fail_on)
