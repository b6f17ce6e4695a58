"""Why a release must not be made: each function raises a `SpecgenError` with one sentence, or does nothing."""

from specgen.errors import SpecgenError
from specgen.release.facts import Facts
from specgen.release.versions import Version, following

# Branches that a release may be made on when nobody names one; a branch named after the release is one more.
TRUNKS = ("main", "master", "unstable", "develop")


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
