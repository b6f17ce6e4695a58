"""`specgen msc lint` and `specgen msc rules`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from specgen.check.engine import Choice
from specgen.cli import load
from specgen.cli.findings import end, failing, ignoring, in_form, selecting, show
from specgen.cli.msc_desk import Desk, Written, proposals_in
from specgen.cli.rule_pages import print_rules
from specgen.diagnostic import Diagnostic
from specgen.model.source import SourceFile, SourceTree
from specgen.msc.registry import RULES
from specgen.msc.rule import Case
from specgen.msc.text import read_proposal
from specgen.propose.findings import look_over, mended, renamed
from specgen.write import write_file

FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
BASE = click.option("--base", metavar="TREE", help="The specification: a repository with its releases as tags.")


@click.command("lint")
@FILES
@in_form
@selecting("msc-title")
@ignoring
@failing("error")
@click.option("--fix", is_flag=True, help="Make the changes that are safe, then look again.")
@BASE
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def lint(files: tuple[Path, ...], form: str, fail_on: str, quiet: bool, **options: Any) -> None:
    r"""Report what is wrong with proposals, each finding with file, line and rule.

    FILE is a proposal or a folder of some; without one, those in proposals/. What a rule means: specgen msc rules NAME.
    A proposal is a draft if it is not on the trunk of its repository; drafts and numbers from 4000 on have to have the
    form that the process asks for today. With --base, links to the specification are followed in the versions that
    they name. A comment <!-- specgen: ignore[RULE] because … --> silences a rule on its line or the next.

    \b
      specgen msc lint proposals/4321-room-bans.md
      specgen msc lint --fix --base ../matrix-spec proposals/4321-room-bans.md
      specgen msc lint --format github --fail-on warning
    """
    written = proposals_in(files)
    choice = Choice(options["select"], options["ignore"], inform=True)
    cases = cases_of(written, options["base"])
    if options["fix"]:
        written, cases = fixed(written, cases, choice)
    names = {each.file.path: str(each.place) for each in written}
    found: list[Diagnostic] = []
    for each, case in zip(written, cases, strict=True):
        found.extend(renamed(look_over(each.file, case, choice), {each.file.path: str(each.place)}))
    texts = tuple(SourceFile(names[each.file.path], each.file.data) for each in written)
    show(found, SourceTree("proposals", texts), form, quiet)
    end(found, fail_on)


def cases_of(written: Sequence[Written], base: str | None) -> list[Case]:
    """Return proposals with what is known around each."""
    desk = Desk()
    if not base:
        return [desk.case(each, {}) for each in written]
    # What builds sites takes a while to import, and only this needs it.
    with load("specgen.cli.msc_releases").Releases(base) as releases:
        ids: Mapping[str, Mapping[str, frozenset[str]]] = releases.ids([read_proposal(each.file) for each in written])
        newest: str = releases.newest
    return [desk.case(each, ids, newest) for each in written]


def fixed(written: Sequence[Written], cases: Sequence[Case], choice: Choice) -> tuple[list[Written], list[Case]]:
    """Return proposals after making the changes that a machine can make, in their files too."""
    results: list[tuple[Written, Case]] = []
    for each, case in zip(written, cases, strict=True):
        file, after = mended(each.file, case, choice)
        if file.data != each.file.data:
            write_file(each.place, file.data, replace=True)
            click.echo(f"fixed {each.place}", err=True)
        results.append((Written(each.place, file, each.root), after))
    return [each for each, _ in results], [case for _, case in results]


@click.command("rules")
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    r"""List the rules of `specgen msc lint`, or print the manual page of one.

    \b
      specgen msc rules
      specgen msc rules msc-line-length
    """
    print_rules(RULES, name, "specgen msc rules")
