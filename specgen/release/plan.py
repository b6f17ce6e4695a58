"""The steps of a release and of the way back, in order, from facts."""

from collections.abc import Sequence

from specgen.model.checkout import FileChange
from specgen.release.facts import Facts
from specgen.release.refusals import (
    refuse_branch,
    refuse_dirty,
    refuse_page,
    refuse_status,
    refuse_tag,
    refuse_version,
)
from specgen.release.step import Edit, Mark, Record, Stage, Step


def plan_cut(facts: Facts) -> tuple[Step, ...]:
    """Return the steps of a release. Raises `SpecgenError` where it must not be made from this state."""
    refuse_branch(facts)
    refuse_tag(facts)
    refuse_status(facts)
    if not facts.recorded:
        refuse_version(facts.version, facts.last)
    refuse_page(facts)
    refuse_dirty(facts)
    message = f"{facts.name} {facts.version.number}"
    settings, page, fragments = (dict(facts.changes).get(name, ()) for name in ("settings", "page", "fragments"))
    tag = facts.checkout.tag(str(facts.version))
    return (
        Step(
            name="settings",
            title=f"say in the settings that this is {facts.version}, and stable",
            reads=paths(settings),
            writes=paths(settings),
            check="the settings are read again as TOML",
            undo=f"git restore --staged --worktree {paths(settings)}",
            action=Edit(settings),
            done=is_done(settings, facts),
        ),
        Step(
            name="page",
            title="write the release's page of the changelog",
            reads=f"{len(fragments)} fragments",
            writes=paths(page),
            check="every fragment is on it",
            undo=f"git reset -- {paths(page)}; rm {paths(page)}",
            action=Edit(page),
            done=is_done(page, facts),
        ),
        Step(
            name="fragments",
            title="remove the news fragments; what keeps their folders stays",
            reads=f"{len(fragments)} fragments",
            writes=paths(fragments),
            check="none is left",
            undo=f"git restore --staged --worktree {root(fragments)}",
            action=Edit(fragments),
            done=is_done(fragments, facts),
        ),
        *record_steps(facts, message),
        Step(
            name="tag",
            title=f"tag the commit as {facts.version}",
            reads="the last commit",
            writes=f"tag {facts.version}",
            check="the tag contains the page, stable settings and no fragment",
            undo=f"git tag --delete {facts.version}",
            action=Mark(str(facts.version), message),
            done=tag is not None,
        ),
    )


def plan_reopen(facts: Facts) -> tuple[Step, ...]:
    """Return the steps that lead from a release back to unstable."""
    refuse_branch(facts)
    refuse_dirty(facts)
    settings = dict(facts.changes).get("settings", ())
    return (
        Step(
            name="settings",
            title="say in the settings that this is unstable again",
            reads=paths(settings),
            writes=paths(settings),
            check="the settings are read again as TOML",
            undo=f"git restore --staged --worktree {paths(settings)}",
            action=Edit(settings),
            done=is_done(settings, facts),
        ),
        *record_steps(facts, "Become unstable"),
    )


def record_steps(facts: Facts, message: str) -> tuple[Step, Step]:
    """Return the steps that stage and commit what is changed."""
    changed = tuple(change.path for _, changes in facts.changes for change in changes)
    unstaged = {pending.path for pending in facts.checkout.pending if pending.unstaged != " "}
    edited = all(is_done(changes, facts) for _, changes in facts.changes)
    return (
        Step(
            name="stage",
            title="stage these files",
            reads=f"{len(changed)} files",
            writes="git's index",
            check="git status lists them and nothing else",
            undo="git restore --staged .",
            action=Stage(changed),
            done=edited and not unstaged & set(changed),
        ),
        Step(
            name="commit",
            title=f"commit as “{message}”",
            reads="git's index",
            writes=f"a commit on {facts.checkout.branch}",
            check="the working tree is clean",
            undo="git reset --soft HEAD~1 (once it is pushed: git revert HEAD)",
            action=Record(message),
            done=facts.recorded,
        ),
    )


def is_done(changes: Sequence[FileChange], facts: Facts) -> bool:
    """Tell whether files hold what they are to hold."""
    return all(facts.present.get(change.path) == change.after for change in changes)


def paths(changes: Sequence[FileChange]) -> str:
    """Return paths for people: all if they are few, else how many there are and where."""
    if len(changes) <= 3:
        return " ".join(change.path for change in changes) or "nothing"
    return f"{len(changes)} files in {root(changes)}/"


def root(changes: Sequence[FileChange]) -> str:
    """Return the first folder on the way to files, or the place of the only one."""
    starts = {change.path.partition("/")[0] for change in changes}
    return starts.pop() if len(starts) == 1 else "."
