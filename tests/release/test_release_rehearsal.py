"""A whole release in real git repositories: plan, check, cut, build, reopen; and stopped anywhere on the way."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import run
from releases import Said, git, matrix_repository, merge, own_repository, release, state

from specgen.cli.release import act
from specgen.cli.repositories import cut_facts, read_state, reopen_facts
from specgen.release.plan import plan_cut, plan_reopen
from specgen.release.step import Edit, Step
from specgen.release.versions import read_version

DAY = "2026-07-08"
NEWS = "site/changelog/v0.3.md"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return own_repository(tmp_path / "own")


@pytest.fixture(scope="session")
def _matrix(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return matrix_repository(repository, tmp_path_factory.mktemp("matrix") / "matrix-spec")


@pytest.fixture
def matrix(_matrix: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_matrix, tmp_path / "matrix-spec", symlinks=True))


def cut(folder: Path, *options: str, version: str = "v0.3", status: int = 0) -> Said:
    return release(folder, "cut", version, "--date", DAY, *options, status=status)


@pytest.mark.corpus
def test_the_whole_rehearsal(matrix: Path, repository: Path, tmp_path: Path) -> None:
    before = git(matrix, "rev-parse", "HEAD")
    planned = release(matrix, "plan", "v1.19", "--date", DAY).stdout
    assert re.findall(r"^\d+\. (\w+) \(to do\)", planned, re.M) == [
        *("settings", "page", "fragments", "stage", "commit", "tag")
    ]
    assert planned.count("undo:") == planned.count("writes:") == planned.count("reads:") == 12
    checked = release(matrix, "check", "v1.19").stdout.splitlines()
    assert {line.split()[1]: line.split()[0] for line in checked} == {
        **dict.fromkeys(("tree", "branch", "upstream", "version", "tag", "page", "settings", "fragments"), "ok"),
        **dict.fromkeys(("coverage", "named", "endpoints", "versions", "build"), "ok"),
        **dict.fromkeys(("accepted", "markers", "anchors"), "note"),
    }
    # v1.19 lost these by a change of spelling, and nobody noticed.
    lost = next(line for line in checked if line.split()[1] == "anchors")
    assert "/application-service-api/#authorization" in lost
    assert "more" in lost
    cut(matrix, "--commit", "--tag", version="v1.19")
    page = git(repository, "show", "v1.19:content/changelog/v1.19.md")
    assert git(matrix, "show", "v1.19:content/changelog/v1.19.md") == page
    assert git(matrix, "rev-parse", "v1.19^{tree}") == git(repository, "rev-parse", "v1.19^{tree}")
    assert git(matrix, "log", "-1", "--format=%s", "v1.19") == "Matrix 1.19"
    assert git(matrix, "rev-parse", "v1.19~1") == before
    run("build", "--no-cache", "-q", "-o", str(tmp_path / "stable"), cwd=matrix)
    assert not (tmp_path / "stable/changelog/unstable").exists()
    assert "unstable version" not in (tmp_path / "stable/index.html").read_text()
    release(matrix, "check", "v1.19", "--no-build")
    release(matrix, "reopen", "--commit")
    assert git(matrix, "status", "--porcelain") == ""
    assert '\nstatus = "unstable"\n' in git(matrix, "show", "HEAD:config/_default/hugo.toml")
    assert '\n# major = "1"\n# minor = "19"\n' in git(matrix, "show", "HEAD:config/_default/hugo.toml")
    run("build", "--no-cache", "-q", "-o", str(tmp_path / "unstable"), cwd=matrix)
    changelog = (tmp_path / "unstable/changelog/unstable/index.html").read_text()
    assert changelog.count("No significant changes.") == page.count("\n## ")
    release(matrix, "check", "--no-build")


@pytest.mark.corpus
def test_the_texts_of_the_rehearsal(matrix: Path, shared: Path) -> None:
    draft = release(matrix, "post", "--date", DAY, "--proposals", str(shared / "corpus/proposals")).stdout
    assert 'title = "Matrix v1.19 release"\ndate = "2026-07-08T00:00:00Z"\n' in draft
    assert 'path = "/blog/2026/07/08/matrix-v1.19-release"' in draft
    assert "3 months after v1.18" in draft
    assert "brings 6 proposals" in draft
    assert "/pull/4436): Make server ACLs case insensitive\n" in draft
    assert "## New endpoints\n\n- `GET /_matrix/client/v1/mutual_rooms`\n" in draft
    assert "4 people have worked on this release: Ada, Bénédicte, Releaser, spec data." in draft
    assert "For 3 of them it was the first time. Welcome, Ada, Bénédicte, Releaser!" in draft
    assert "@HarHarLinks, @nexy7574" in draft
    cut(matrix, "--commit", "--tag", version="v1.19")
    release(matrix, "reopen", "--commit")
    notes = release(matrix, "notes", "v1.19").stdout
    whole = git(matrix, "show", "v1.19:content/changelog/v1.19.md") + "\n"
    assert notes == whole.split("\n---\n", 1)[1]
    block = notes.replace("\n## ", "\n### ").replace("](/", "](https://spec.matrix.org/v1.19/").strip()
    assert draft.endswith(f"The full changelog for Matrix 1.19 is:\n\n{block}\n")
    assert release(matrix, "post", "v1.19", "--proposals", str(shared / "corpus/proposals")).stdout == draft
    tasks = release(matrix, "checklist", "v1.19").stdout
    assert tasks.endswith(f"## Changes to look over\n{notes.replace(chr(10) + '- ', chr(10) + '- [ ] ')}")


@pytest.mark.parametrize("stop", range(7))
def test_stopped_between_two_steps_it_ends_the_same(own: Path, stop: int, tmp_path: Path) -> None:
    other = Path(shutil.copytree(own, tmp_path / "other", symlinks=True))
    cut(other, "--commit", "--tag")
    for step in planned(own)[:stop]:
        act(step, own)
    cut(own, "--commit", "--tag")
    assert state(own) == state(other)
    cut(own, "--commit", "--tag")
    assert state(own) == state(other)


def planned(folder: Path) -> tuple[Step, ...]:
    return plan_cut(cut_facts(read_state(folder), read_version("v0.3"), DAY, "", False))


def test_stopped_between_two_files_it_ends_the_same(own: Path, tmp_path: Path) -> None:
    for number in (40, 41, 42):
        merge(own, f"client_server/newsfragments/{number}.feature", f"Add thing {number}.\n", "Ada")
    other = Path(shutil.copytree(own, tmp_path / "other", symlinks=True))
    cut(other, "--commit", "--tag")
    settings, page, fragments, *_ = planned(own)
    assert isinstance(fragments.action, Edit)
    act(settings, own)
    # Stopped while the page was written, which is not seen until it is whole.
    (own / NEWS).with_name(".v0.3.md.specgen").write_text("---\ntitle: v0.3 Ch")
    act(Step(name="some", title="", action=Edit(fragments.action.changes[:2])), own)
    git(own, "add", "specgen.toml")
    assert not page.done
    cut(own, "--commit", "--tag")
    assert state(own) == state(other)


@pytest.mark.parametrize("stop", range(4))
def test_reopening_can_be_stopped_too(own: Path, stop: int, tmp_path: Path) -> None:
    cut(own, "--commit", "--tag")
    other = Path(shutil.copytree(own, tmp_path / "other", symlinks=True))
    release(other, "reopen", "--commit")
    for step in plan_reopen(reopen_facts(read_state(own), ""))[:stop]:
        act(step, own)
    release(own, "reopen", "--commit")
    release(own, "reopen", "--commit")
    assert state(own) == state(other)
    assert 'status = "unstable"' in (own / "specgen.toml").read_text()


def test_what_a_plan_says_of_undoing_is_true(own: Path) -> None:
    before = state(own)
    undo = [step.undo.partition(" (")[0] for step in planned(own)]
    cut(own, "--commit", "--tag")
    for line in reversed(undo):
        subprocess.run(["sh", "-c", line], cwd=own, check=True, capture_output=True)
    assert state(own) == before
    cut(own, "--commit", "--tag")


def test_a_dry_run_changes_nothing(own: Path) -> None:
    before = everything(own)
    said = cut(own, "--commit", "--tag", "--dry-run").stdout
    assert [line.split(":")[0] for line in said.splitlines()] == [
        *("settings", "page", "fragments", "stage", "commit", "tag")
    ]
    release(own, "plan", "v0.3", "--date", DAY)
    release(own, "check", "--no-build")
    assert everything(own) == before
    cut(own, "--commit", "--tag")
    before = everything(own)
    assert "would say in the settings" in release(own, "reopen", "--commit", "--dry-run").stdout
    assert everything(own) == before


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_options_nothing_is_committed(own: Path) -> None:
    head = git(own, "rev-parse", "HEAD")
    cut(own)
    assert git(own, "rev-parse", "HEAD") == head
    assert git(own, "tag") == "v0.2"
    assert sorted(git(own, "status", "--porcelain").splitlines()) == [
        *("A  site/changelog/v0.3.md", "D  changelogs/client_server/newsfragments/36.clarification"),
        "M  specgen.toml",
    ]
    assert (own / "changelogs/client_server/newsfragments/.gitkeep").is_file()
    assert "Say *who* may do that." in (own / NEWS).read_text()
    git(own, "commit", "--quiet", "--message", "In my own words")
    cut(own, "--tag")
    assert git(own, "log", "-1", "--format=%s", "v0.3") == "In my own words"


def test_the_settings_keep_their_comments(own: Path) -> None:
    cut(own, "--commit")
    assert re.findall(r"^[-+][^-+].*", git(own, "diff", "HEAD~1", "--", "specgen.toml"), re.M) == [
        '-status = "unstable"',
        '+status = "stable"',
        '-minor = "2"',
        '+minor = "3"',
    ]
    release(own, "reopen", "--commit")
    assert re.findall(r"^[-+][^-+].*", git(own, "diff", "HEAD~2", "--", "specgen.toml"), re.M) == [
        '-minor = "2"',
        '+minor = "3"',
    ]


def dirty(own: Path) -> None:
    (own / "site/appendices.md").write_text("Gone.\n")


def untracked(own: Path) -> None:
    (own / "changelogs/client_server/newsfragments/37.feature").write_text("Forgotten.\n")


def staged(own: Path) -> None:
    (own / "notes.txt").write_text("A note.\n")
    git(own, "add", "notes.txt")


def page_edited(own: Path) -> None:
    (own / NEWS).write_text("By hand.\n")


def page_committed(own: Path) -> None:
    (own / NEWS).write_text("By hand.\n")
    git(own, "add", "-A")
    git(own, "commit", "--quiet", "-m", "x")


def tagged(own: Path) -> None:
    git(own, "tag", "v0.3")


def elsewhere(own: Path) -> None:
    git(own, "switch", "--quiet", "--create", "ada/typo")


def detached(own: Path) -> None:
    git(own, "switch", "--quiet", "--detach")


def still_stable(own: Path) -> None:
    text = (own / "specgen.toml").read_text()
    (own / "specgen.toml").write_text(text.replace('status = "unstable"', 'status = "stable"'))
    git(own, "commit", "--quiet", "-a", "-m", "x")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (dirty, "`site/appendices.md` has uncommitted changes: commit or stash them first"),
        (untracked, "`changelogs/client_server/newsfragments/37.feature` has uncommitted changes"),
        (staged, "`notes.txt` has uncommitted changes"),
        (page_edited, f"`{NEWS}` is neither as committed nor as this release has it"),
        (page_committed, f"`{NEWS}` is there already"),
        (tagged, "there is a tag `v0.3` already, on commit"),
        (elsewhere, "`ada/typo` is not the branch for a release: switch to `main`, or give --branch ada/typo"),
        (detached, "no branch is checked out"),
        (still_stable, "the settings say stable v0.2, not unstable: specgen release reopen comes first"),
    ],
)
def test_what_is_refused(own: Path, spoil: object, said: str) -> None:
    assert callable(spoil)
    spoil(own)
    before = state(own)
    done = cut(own, "--commit", "--tag", status=2)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert state(own) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cut", "v0.4", "--date", DAY), "v0.4 does not follow v0.2: the next release is v0.3"),
        (("cut", "v0.2", "--date", DAY), "there is a tag `v0.2` already"),
        (("cut", "soon", "--date", DAY), "`soon` is no version: give one such as v1.20"),
        (("cut", "v0.3", "--date", "today"), "`today` is no date"),
        (("cut", "v0.3", "--date", DAY, "--tag"), "give --commit too"),
        (("notes",), "v0.3 has no page yet: give its day with --date"),
        (("artifacts", "-o", "out"), "v0.3 is not committed: specgen release cut comes first"),
        (("artifacts", "v0.2", "-o", "out"), "v0.2 is not committed"),
        (("plan", "v0.3", "--date", DAY, "-C", "/"), "`/` is not in a git working tree"),
    ],
)
def test_what_the_user_got_wrong(own: Path, arguments: tuple[str, ...], said: str) -> None:
    done = release(own, *arguments, status=2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("cut", "v0.3", "--date", DAY), ("reopen",)])
def test_a_hook_that_refuses_leaves_everything_to_be_done_again(own: Path, words: tuple[str, ...]) -> None:
    if words[0] == "reopen":
        cut(own, "--commit", "--tag")
    hook = own / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    failed = release(own, *words, "--commit", status=2)
    assert "git cannot commit" in failed.stderr
    assert "not today" in failed.stderr
    hook.unlink()
    release(own, *words, "--commit")
    assert git(own, "status", "--porcelain") == ""


def test_a_hook_that_undoes_something_is_noticed(own: Path) -> None:
    hook = own / ".git/hooks/post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho >> site/appendices.md\n")
    hook.chmod(0o755)
    assert "`site/appendices.md` has uncommitted changes" in cut(own, "--commit", status=2).stderr


def test_branches_that_are_named_or_expected_are_taken(own: Path) -> None:
    elsewhere(own)
    cut(own, "--branch", "ada/typo", "--dry-run")
    git(own, "switch", "--quiet", "--create", "release/v0.3")
    cut(own, "--commit", "--tag")
    release(own, "reopen", "--commit")
    assert git(own, "rev-parse", "v0.3") != git(own, "rev-parse", "HEAD")


def test_what_is_built_beside_the_specification_does_not_matter(own: Path) -> None:
    (own / "build").mkdir()
    (own / "build/index.html").write_text("<p>")
    cut(own, "--commit", "--tag")
    assert git(own, "show", "--stat", "HEAD").count("build/") == 0


def test_a_specification_in_a_folder_of_a_repository(own: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    (whole / "docs").mkdir(parents=True)
    for path in own.iterdir():
        if path.name != ".git":
            shutil.move(path, whole / "docs" / path.name)
    shutil.move(own / ".git", whole / ".git")
    git(whole, "add", "-A")
    git(whole, "commit", "--quiet", "-m", "Move (#50)")
    cut(whole / "docs", "--commit", "--tag")
    assert git(whole, "status", "--porcelain") == ""
    assert "docs/site/changelog/v0.3.md" in git(whole, "show", "--stat", "--format=", "v0.3")
    assert "Say *who* may do that." in run("release", "notes", "v0.3", "-C", "docs", cwd=whole).stdout
    (whole / "other.txt").write_text("")
    git(whole, "add", "other.txt")
    assert "`other.txt` has uncommitted" in release(whole / "docs", "reopen", status=2).stderr


def test_check_tells_what_does_not_hold(own: Path) -> None:
    merge(own, "client_server/newsfragments/41.feture", "Add a thing.\n", "Bob")
    git(own, "commit", "--quiet", "--allow-empty", "-m", "Change without a word (#77)")
    untracked(own)
    lines = release(own, "check", "--no-build", status=1).stdout.splitlines()
    missed = {line.split()[1]: line for line in lines if line.startswith("miss")}
    assert missed.keys() == {"tree", "fragments", "coverage"}
    assert "41.feture` is left out" in missed["fragments"]
    assert "#41 has no fragment; #77 has no fragment" in missed["coverage"]
    assert "#36" not in missed["coverage"]


def test_check_looks_at_a_release_that_is_cut_too(own: Path) -> None:
    cut(own, "--commit")
    missed = release(own, "check", "--no-build", status=1).stdout
    assert "miss tag" in missed
    cut(own, "--commit", "--tag")
    assert "miss" not in release(own, "check", "v0.3", "--no-build").stdout
    release(own, "reopen", "--commit")
    assert "ok   tag" in release(own, "check", "v0.3", "--no-build").stdout
    git(own, "tag", "--force", "v0.3", "v0.3~1")
    wrong = release(own, "check", "v0.3", "--no-build", status=1).stdout
    assert "miss tag        there is a tag `v0.3` already" in wrong


def test_proposals_that_commits_name_are_looked_for(own: Path) -> None:
    git(own, "commit", "--quiet", "--allow-empty", "-m", "MSC0012: parts of bodies (#36)")
    text = "Say more, as per [MSC0099](https://x.example/99).\n"
    merge(own, "client_server/newsfragments/43.feature", text, "Bob")
    lines = release(own, "check", "--no-build", status=1).stdout.splitlines()
    states = {line.split()[1]: line for line in lines}
    assert states["named"].startswith("note")
    assert "MSC0012 of “MSC0012: parts of bodies (#36)”" in states["named"]
    assert states["accepted"].startswith("miss")
    assert "MSC0099 is not among the proposals" in states["accepted"]


def test_a_tree_can_replace_the_texts_and_its_templates_are_confined(own: Path) -> None:
    folder = own / "templates/release"
    folder.mkdir(parents=True)
    (folder / "notes.md.jinja").write_text("{{ name }} {{ number }} of {{ long_date }}\n")
    (folder / "checklist.md.jinja").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    git(own, "add", "-A")
    git(own, "commit", "--quiet", "-m", "Say it otherwise")
    assert release(own, "notes", "--date", DAY).stdout == "specgen demo 0.3 of July 8, 2026\n"
    failed = release(own, "checklist", "--date", DAY, status=2)
    assert "the tree's template `templates/release/checklist.md.jinja` cannot be drawn" in failed.stderr
    assert "# " in release(own, "post", "--date", DAY).stdout
