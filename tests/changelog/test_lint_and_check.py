"""`changelog lint` and `changelog check` on real repositories."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, run

AREA = "changelogs/client_server/newsfragments"


@pytest.fixture
def repository_with_news(tmp_path: Path) -> Path:
    """Return a checkout of a small specification with one release."""
    place = tmp_path / "spec"
    shutil.copytree(ROOT / "tests/site/small/tree", place)
    shutil.copytree(ROOT / "changelogs", place / "changelogs")
    for fragment in place.glob("changelogs/*/newsfragments/[0-9]*"):
        fragment.unlink()
    git(place, "init", "-q", "-b", "main")
    commit(place, "Release")
    git(place, "tag", "v1.2")
    return place


def git(place: Path, *arguments: str) -> None:
    command = ["git", "-C", str(place), "-c", "user.name=Ada", "-c", "user.email=ada@small.example", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def commit(place: Path, subject: str, **files: str) -> None:
    for path, text in files.items():
        (place / AREA / path.replace("_", ".").lstrip(".")).write_text(text)
    git(place, "add", "--all")
    git(place, "commit", "-qm", subject, "--allow-empty")


def test_history_and_fragments_agree(repository_with_news: Path) -> None:
    place = repository_with_news
    commit(place, "Add a thing (#12)", _12_feature="Add a thing.\n")
    commit(place, "Tidy up")
    said = run("changelog", "check", "--since", "v1.2", str(place))
    assert "nothing found" in said.stderr


def test_what_is_missing_is_named(repository_with_news: Path) -> None:
    place = repository_with_news
    commit(place, "Add a thing (#12)", _21_feature="Add a thing.\n")
    done = run("changelog", "check", "--since", "v1.2", str(place), status=1)
    assert "`Add a thing (#12)` has no news fragment [commit-has-fragment]" in done.stdout
    assert "pull request #21 was not merged since the last release [fragment-has-commit]" in done.stdout


def test_a_new_operation_must_be_named(repository_with_news: Path) -> None:
    place = repository_with_news
    api = place / "api/client-server/notes.yaml"
    api.write_text(api.read_text() + '  /more:\n    get:\n      responses: {"200": {description: More.}}\n')
    commit(place, "Add more (#13)", _13_feature="Add more.\n")
    done = run("changelog", "check", "--since", "v1.2", "--fail-on", "warning", str(place), status=1)
    assert "`GET /_small/v1/more` was added and no news fragment names it [change-named]" in done.stdout
    commit(place, "Say so", _13_feature="Add more.\n", _13_new="`GET /_small/v1/more`\n")
    said = run("changelog", "check", "--since", "v1.2", str(place)).stdout
    assert "[change-named]" not in said
    assert "`GET /_small/v1/more` is new and not marked as added in 1.2 [addition-marked]" in said


def test_a_ref_that_is_not_there(repository_with_news: Path) -> None:
    assert "v9" in run("changelog", "check", "--since", "v9", str(repository_with_news), status=2).stderr
    assert "no commit since" in run("changelog", "check", "--since", "v1.2", str(repository_with_news), status=2).stderr


def test_fixes_are_made_and_made_once(repository_with_news: Path) -> None:
    place = repository_with_news
    fragment = place / AREA / "12.feature"
    fragment.write_text("- Add  a thing,\nas per MSC1234")
    run("changelog", "lint", str(place), status=1)
    run("changelog", "lint", "--fix", str(place))
    link = "[MSC1234](https://github.com/matrix-org/matrix-spec-proposals/pull/1234)"
    assert fragment.read_text() == f"Add a thing, as per {link}.\n"


def test_a_tree_of_nothing_but_fragments(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "changelogs", tmp_path / "changelogs")
    assert "nothing found" in run("changelog", "lint", str(tmp_path)).stderr
    (tmp_path / AREA / "7.bugfix").write_text("Mend it.\n")
    assert "[fragment-type-known]" in run("changelog", "lint", str(tmp_path), status=1).stdout
