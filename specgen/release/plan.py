"""The steps of a release: what each reads and writes, how it is checked, what to do, and how it is undone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specgen.errors import SpecgenError
from specgen.model.checkout import Checkout, FileChange
from specgen.release.versions import Version, following, newest

# Branches that a release may be made on when nobody names one; a branch named after the release is one more.
TRUNKS = ("main", "master", "unstable", "develop")
MARK = re.compile(r"^(?:date|release_date): *[\"']?([^\"'\n]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """Make files what they are to be."""

    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Put files into the index."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Commit the index."""

    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Tag the last commit."""

    name: str
    message: str


Action = Edit | Stage | Record | Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. Without an action it is done by people; `done` tells that nothing is left to do."""

    name: str
    title: str
    reads: str = ""
    writes: str = ""
    check: str = ""
    undo: str = ""
    action: Action = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a plan is made from.

    `changes` are the files that the release makes different, by step; `present` is what these hold now. `status` is
    what the last commit says; `recorded` tells that it is the release already (on the way back: that it is unstable).
    `branch` is the one that the user named.
    """

    name: str
    version: Version
    last: Version | None
    checkout: Checkout
    changes: tuple[tuple[str, tuple[FileChange, ...]], ...]
    present: Mapping[str, bytes | None]
    status: str = "unstable"
    recorded: bool = False
    branch: str = ""


def last_release(checkout: Checkout, said: Version | None, version: Version | None = None) -> Version | None:
    """Return the last release below a version: from the tags that the head contains, and the settings."""
    names = (*checkout.merged, str(said) if said else "")
    return newest(names, version)


def next_version(checkout: Checkout, said: Version | None) -> Version | None:
    """Return the version that is to be released next, if there was one before."""
    return next(iter(following(last_release(checkout, said))), None)


def pages_date(page: str) -> str:
    """Return the date in the front matter of a changelog page, as it is written there."""
    front = page.split("\n---", 1)[0] if page.startswith("---") else ""
    match = MARK.search(front)
    return match[1].strip() if match else ""


def refuse_version(version: Version, last: Version | None) -> None:
    """Raise `SpecgenError` for a version that does not follow the last release."""
    allowed = following(last)
    if last and version not in allowed:
        raise SpecgenError(f"{version} does not follow {last}: the next release is {allowed[0]}")


def refuse_status(facts: Facts) -> None:
    """Raise `SpecgenError` where an earlier release has not been left yet."""
    if facts.status != "unstable" and not facts.recorded:
        said = f"{facts.status} {facts.last or ''}".strip()
        raise SpecgenError(f"the settings say {said}, not unstable: specgen release reopen comes first")


def refuse_branch(facts: Facts) -> None:
    """Raise `SpecgenError` on a branch that releases are not made on."""
    here = facts.checkout.branch
    wanted = [facts.branch] if facts.branch else [facts.checkout.trunk, *TRUNKS, f"release/{facts.version}"]
    if not here:
        raise SpecgenError("no branch is checked out: switch to the one that the release is made on")
    if here not in wanted:
        shown = facts.branch or facts.checkout.trunk or "main"
        raise SpecgenError(f"`{here}` is not the branch for a release: switch to `{shown}`, or give --branch {here}")


def refuse_dirty(facts: Facts) -> None:
    """Raise `SpecgenError` for anything uncommitted that the plan itself would not do."""
    planned = {change.path: change for _, changes in facts.changes for change in changes}
    for pending in facts.checkout.pending:
        change = planned.get(pending.path)
        if change is None:
            raise SpecgenError(f"`{pending.path.lstrip('/')}` has uncommitted changes: commit or stash them first")
        if facts.present.get(pending.path) not in (change.before, change.after):
            raise SpecgenError(f"`{change.path}` is neither as committed nor as this release has it: restore it first")


def refuse_tag(facts: Facts) -> None:
    """Raise `SpecgenError` where the version's tag stands on another commit."""
    tag = facts.checkout.tag(str(facts.version))
    if tag and not (facts.recorded and tag.commit == facts.checkout.head):
        raise SpecgenError(f"there is a tag `{tag.name}` already, on commit {tag.commit[:10]}")


def refuse_page(facts: Facts) -> None:
    """Raise `SpecgenError` where the page that the release writes is committed already."""
    page = next((change for name, changes in facts.changes if name == "page" for change in changes), None)
    if page and page.before is not None and not facts.recorded:
        raise SpecgenError(f"`{page.path}` is there already: was {facts.version} released before?")


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
            undo="git reset --soft HEAD~1; once it is pushed, git revert HEAD",
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


def by_hand(version: Version) -> tuple[Step, ...]:
    """Return what people do after the tag is made."""
    return (
        Step(
            name="push",
            title="push the branch and the tag",
            reads=f"tag {version}",
            writes="the shared repository",
            check="the pipeline is green",
            undo=f"git push --delete origin {version}",
        ),
        Step(
            name="artifacts",
            title="specgen release artifacts -o release; attach the files to a draft with specgen release notes",
            reads=f"tag {version}",
            writes="release/",
            check="sha256sum --check SHA256SUMS",
            undo="delete the draft",
        ),
        Step(
            name="publish",
            title="publish the draft, the data package, and the announcement (specgen release post)",
            reads="release/",
            writes="the world",
            check="the version picker shows the release",
            undo="a package's version can never be used again",
        ),
        Step(
            name="reopen",
            title="specgen release reopen --commit, and push",
            reads="the settings",
            writes="the settings",
            check="specgen build says unstable, and the changelog is empty",
            undo="git revert HEAD",
        ),
    )
