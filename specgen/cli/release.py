"""`specgen release`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from specgen.cli.options import (
    in_folder,
    joining,
    judged,
    maybe_day,
    of_day,
    of_version,
    on_branch,
    recording,
    rehearsing,
)
from specgen.cli.release_texts import artifacts, checklist, notes, post
from specgen.cli.repositories import (
    State,
    at_release,
    built,
    cut_facts,
    linted,
    read_state,
    reopen_facts,
    stray_files,
    taken_up,
    titles,
)
from specgen.errors import SpecgenError
from specgen.load.spec import load_spec
from specgen.release import verify
from specgen.release.facts import Facts, pages_date
from specgen.release.plan import plan_cut, plan_reopen
from specgen.release.step import Edit, Mark, Record, Stage, Step, by_hand, first
from specgen.release.versions import Version, read_version
from specgen.source.repository import read_log
from specgen.source.worktree import change_file, commit, stage, tag


@click.group("release", context_settings={"max_content_width": 100})
def command() -> None:
    r"""Make a release of a specification: plan, check, cut, publish, and go back to unstable.

    Each step says what it will do, does it, and can be undone; stopped at any point, it can be run again.

    \b
      specgen release plan v1.20 --date 2026-11-26           the steps, and how each is undone
      specgen release check v1.20                            what a machine can verify
      specgen release cut v1.20 --date 2026-11-26 --commit --tag
      specgen release artifacts v1.20 -o release             the files to publish
      specgen release reopen --commit                        unstable again
    """


@command.command("plan")
@click.argument("version")
@of_day
@in_folder
@on_branch
@joining
def show_plan(version: str, date: str, folder: Path, branch: str, join_lines: bool) -> None:
    r"""Print the steps of a release in order: what each reads, writes, how it is checked and undone.

    \b
      specgen release plan v1.20 --date 2026-11-26
    """
    state = read_state(folder)
    facts = cut_facts(state, read_version(version), date, branch, join_lines)
    click.echo("\n".join(listing((*first(facts.version), *plan_cut(facts), *by_hand(facts.version)))))


def listing(steps: Sequence[Step]) -> list[str]:
    """Return steps as text: a numbered line for each, and indented what there is to know of it."""
    lines = []
    for number, step in enumerate(steps, 1):
        state = "done" if step.done else "to do" if step.action else "by hand"
        lines.append(f"{number}. {step.name} ({state}): {step.title}")
        facts = (("reads", step.reads), ("writes", step.writes), ("check", step.check), ("undo", step.undo))
        lines.extend(f"   {name + ':':8}{text}" for name, text in facts)
    return lines


@command.command("cut")
@click.argument("version")
@of_day
@in_folder
@on_branch
@joining
@recording
@click.option("--tag", "mark", is_flag=True, help="Tag the commit.")
@rehearsing
def cut(version: str, date: str, folder: Path, **options: object) -> None:
    r"""Make a release in a git working tree: settings, page, fragments, index; on demand the commit and the tag.

    Refused on a tree with uncommitted changes, on another branch than that of releases, and for a version that does
    not follow the last one. What is removed is in git. Stopped at any point, it can be run again.

    \b
      specgen release cut v1.20 --date 2026-11-26 --dry-run
      specgen release cut v1.20 --date 2026-11-26 --commit --tag
    """
    target = read_version(version)
    branch, join_lines = str(options["branch"]), bool(options["join_lines"])
    wanted = {Record: options["record"], Mark: options["mark"]}

    def planned() -> list[Step]:
        facts = cut_facts(read_state(folder), target, date, branch, join_lines)
        if options["mark"] and not (options["record"] or facts.recorded):
            raise SpecgenError(f"{target} is not committed, so there is nothing to tag: give --commit too")
        return [step for step in plan_cut(facts) if wanted.get(type(step.action), True)]

    perform(planned, folder, bool(options["dry_run"]))


@command.command("reopen")
@in_folder
@on_branch
@recording
@rehearsing
def reopen(folder: Path, branch: str, record: bool, dry_run: bool) -> None:
    r"""Go back to unstable after a release: the settings say so again, and keep the release's number.

    \b
      specgen release reopen --dry-run
      specgen release reopen --commit
    """
    facts = reopen_facts(read_state(folder), branch)
    if not facts.recorded and facts.checkout.tag(str(facts.version)) is None:
        click.echo(f"specgen: {facts.version} has no tag yet", err=True)

    def planned() -> list[Step]:
        steps = plan_reopen(reopen_facts(read_state(folder), branch))
        return [step for step in steps if record or not isinstance(step.action, Record)]

    perform(planned, folder, dry_run)


def perform(planned: Callable[[], Sequence[Step]], folder: Path, dry_run: bool) -> None:
    """Do what is left to do of a plan, say so, and insist that nothing is left afterwards."""
    for step in planned():
        if dry_run:
            click.echo(f"{step.name}: {'nothing left to do' if step.done else 'would ' + step.title}")
            continue
        if not step.done:
            act(step, folder)
        click.echo(f"{step.name}: {'nothing left to do' if step.done else step.title}", err=True)
    left = [] if dry_run else [step for step in planned() if not step.done]
    if left:
        raise SpecgenError(f"something has undone a step ({left[0].title}): see git status, then run this again")


def act(step: Step, folder: Path) -> None:
    """Do one step."""
    match step.action:
        case Edit(changes):
            for change in changes:
                change_file(folder, change)
        case Stage(paths):
            stage(folder, paths)
        case Record(message):
            commit(folder, message)
        case Mark(name, message):
            tag(folder, name, message)


@command.command("check")
@of_version
@maybe_day
@in_folder
@on_branch
@judged
@click.option("--no-build", is_flag=True, help="Do not build the site.")
def check(version: str | None, date: str, folder: Path, branch: str, **options: object) -> None:
    r"""Verify what a machine can verify of a release: one line for each thing; exit code 1 if one does not hold.

    A `note` is for people to judge. Without VERSION, the one that the settings name is meant, or the next. A version
    that has its tag is looked at there.

    \b
      specgen release check v1.20
      specgen release check --proposals ../matrix-spec-proposals/proposals
    """
    state, target = at_release(folder, version)
    # The day does not matter for what is looked at: that of the last commit will do.
    facts = cut_facts(state, target, date or known_day(state, target), branch, False)
    page = next(change.after or b"" for name, changes in facts.changes if name == "page" for change in changes).decode()
    lines = [*verify.state_lines(facts, state.said), *content_lines(state, facts, page, options)]
    width = max(len(line.name) for line in lines)
    for line in lines:
        click.echo(f"{line.state:5}{line.name:{width + 2}}{line.text}")
    if any(line.state == "miss" for line in lines):
        sys.exit(1)


def known_day(state: State, version: Version) -> str:
    """Return the day of a release that has its page, else that of the last commit."""
    file = state.tree.find(state.page_path(version))
    return (pages_date(file.text()) if file else "") or state.checkout.day


def content_lines(state: State, facts: Facts, page: str, options: Mapping[str, object]) -> list[verify.Line]:
    """Return what can be said of what the release contains."""
    since = f"refs/tags/{facts.last}" if facts.last and state.checkout.tag(str(facts.last)) else ""
    left = [file.path for file in taken_up(state)]
    lines = [verify.taken_up(left) if facts.recorded else verify.wording(stray_files(state), linted(state))]
    commits = read_log(state.folder, since, state.ref)
    lines.append(verify.coverage(commits, page))
    lines.extend(verify.proposals(page, commits, titles(state, options["proposals"])))
    after = load_spec(state.tree).spec
    before_tree = read_state(state.folder, since).tree if since else None
    before = load_spec(before_tree).spec if before_tree else None
    if before:
        lines.append(verify.told_endpoints(before.apis, after.apis, page))
        lines.extend(verify.markers(before.apis, after.apis, facts.version))
    if not options["no_build"]:
        product = built(state.tree, "", "stable")
        lines.append(verify.built(product.problems))
        if before_tree:
            lines.append(verify.anchors(built(before_tree, "", "stable").artifacts, product.artifacts))
    return lines


for publication in (notes, post, checklist, artifacts):
    command.add_command(publication)
