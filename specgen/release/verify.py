"""What a machine can verify of a release: one line for each thing, and whether it holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from specgen.diagnostic import Diagnostic, Severity
from specgen.errors import SpecgenError
from specgen.model.api import Api, Operation
from specgen.model.artifact import Artifact, page_ids
from specgen.model.checkout import Commit
from specgen.release.facts import Facts
from specgen.release.news import by_path, endpoints, named, pull_requests
from specgen.release.refusals import refuse_branch, refuse_dirty, refuse_page, refuse_tag, refuse_version
from specgen.release.settings import Said
from specgen.release.versions import Version, find_version

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. A `note` is for people to judge, a `miss` fails the check."""

    name: str
    state: Literal["ok", "note", "miss"]
    text: str


def held(name: str, wrong: Sequence[str], fine: str, state: Literal["note", "miss"] = "miss") -> Line:
    """Return a line that lists what is wrong, or says what is fine."""
    if not wrong:
        return Line(name, "ok", fine)
    rest = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return Line(name, state, f"{'; '.join(wrong[:SHOWN])}{rest}")


def tried(name: str, refuse: Callable[[], None], fine: str) -> Line:
    """Return a line that says why a release would be refused, or that it would not."""
    try:
        refuse()
    except SpecgenError as error:
        return Line(name, "miss", str(error))
    return Line(name, "ok", fine)


def state_lines(facts: Facts, said: Said) -> Iterator[Line]:
    """Yield what can be said of the working tree, the version and the settings."""
    checkout, version = facts.checkout, facts.version
    yield tried("tree", lambda: refuse_dirty(facts), "nothing is uncommitted")
    yield tried("branch", lambda: refuse_branch(facts), f"on `{checkout.branch}`")
    behind = [f"{checkout.behind} commits of the upstream branch are not here: pull"] if checkout.behind else []
    yield held("upstream", behind, "not behind the upstream branch")
    if facts.recorded:
        tag = checkout.tag(str(version))
        missing = [] if tag and tag.commit == checkout.head else [f"the commit of {version} has no tag `{version}`"]
        yield held("tag", missing, f"`{version}` is on this commit, which has its page and stable settings")
        return
    yield tried("version", lambda: refuse_version(version, facts.last), f"{version} follows {facts.last or 'nothing'}")
    yield tried("tag", lambda: refuse_tag(facts), f"`{version}` is free")
    yield tried("page", lambda: refuse_page(facts), "not written yet")
    wrong = [f"status is {said.status}, not unstable"] if said.status != "unstable" else []
    if said.last and facts.last and said.last != facts.last:
        wrong.append(f"the numbers say {said.last}, the last release is {facts.last}")
    yield held("settings", wrong, f"unstable after {said.last or 'no release'}")


def taken_up(paths: Sequence[str]) -> Line:
    """Tell whether a release still has fragments, which its page has taken up."""
    return held("fragments", [f"`{path}` is left" for path in paths], "none is left")


def wording(stray: Sequence[str], found: Sequence[Diagnostic]) -> Line:
    """Tell what is wrong with the fragments: some are left out, or a rule finds something; errors are a miss."""
    levels = {level: [one_line(each) for each in found if each.severity == level] for level in Severity}
    errors = [*stray, *levels[Severity.ERROR]]
    hints = f"; {len(levels[Severity.INFO])} hints by specgen changelog lint" if levels[Severity.INFO] else ""
    if errors:
        return held("fragments", errors, "")
    return held("fragments", levels[Severity.WARNING], f"each is on the page and well formed{hints}", "note")


def one_line(found: Diagnostic) -> str:
    """Return a finding with its file."""
    return f"{found.location.path}: {found.message} [{found.rule}]"


def coverage(commits: Iterable[Commit], page: str) -> Line:
    """Compare the numbers of merged commits with those that the changelog names."""
    merged = {int(each.pull_request): each.subject for each in commits if each.pull_request}
    told = pull_requests(page)
    wrong = [f"#{number} has no fragment" for number in sorted(set(merged) - told)]
    wrong += [f"#{number} was not merged since the last release" for number in sorted(told - set(merged))]
    return held("coverage", wrong, f"{len(merged)} merged pull requests, each with its fragment")


def proposals(page: str, commits: Iterable[Commit], titles: Mapping[int, str]) -> Iterator[Line]:
    """Yield whether the changelog names the proposals that were merged, and whether these are accepted ones."""
    found = named(page, titles)
    told = {int(each.number) for each in found}
    merged = [(each.number, commit.subject) for commit in commits for each in named(commit.subject, {})]
    silent = [f"MSC{number} of “{subject}”" for number, subject in merged if int(number) not in told]
    yield held("named", silent, f"{len(found)} in the changelog, none forgotten that commits name", "note")
    if not titles:
        yield Line("accepted", "note", "give --proposals to see whether the proposals are accepted")
        return
    wrong = [f"MSC{each.number} is not among the proposals" for each in found if int(each.number) not in titles]
    yield held("accepted", wrong, "every proposal that is named")


def told_endpoints(before: Iterable[Api], after: Iterable[Api], page: str) -> Line:
    """Tell whether the changelog names every endpoint that came or went."""
    old, new = endpoints(before), endpoints(after)
    wrong = [f"{word} `{name}` is not told" for word, names in (("new", new - old), ("removed", old - new))
             for name in by_path(names) if name.partition(" ")[2] not in page]  # fmt: skip
    return held("endpoints", wrong, f"{len(new - old)} new, {len(old - new)} removed, all told")


def markers(before: Iterable[Api], after: Iterable[Api], version: Version) -> Iterator[Line]:
    """Yield whether operations say when they were added: not later than now, and new ones now."""
    old = endpoints(before)
    each = [(name_of(one), find_version(one.added_in or "")) for api in after for one in api.operations]
    late = [f"`{name}` says {added}" for name, added in each if added and added > version]
    yield held("versions", late, f"no operation was added after {version}")
    new = [name for name, added in each if name not in old and added != version]
    wrong = [f"new `{name}` does not say that it was added in {version}" for name in new]
    yield held("markers", wrong, "every new operation says so", "note")


def name_of(operation: Operation) -> str:
    """Return an operation as the changelog names it."""
    return f"{operation.method.upper()} {operation.endpoint.strip()}"


def built(problems: Iterable[str]) -> Line:
    """Tell whether the site builds without errors."""
    wrong = [problem for problem in problems if ": error: " in problem]
    return held("build", wrong, "the site builds without an error")


def anchors(before: Iterable[Artifact], after: Iterable[Artifact]) -> Line:
    """Tell which ids of the last release's pages are no more: links from elsewhere lead to them."""
    now = page_ids(after)
    lost = [
        f"{url}#{name}" for url, names in page_ids(before).items() if url in now for name in sorted(names - now[url])
    ]
    return held("anchors", lost, "every id of the last release is still there", "note")
