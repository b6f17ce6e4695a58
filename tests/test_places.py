"""What `specgen check` takes the places on its command line for."""

import json
from pathlib import Path

import pytest
from conftest import run

from specgen.cli.places import Places, is_at, places_of
from specgen.errors import SpecgenError

PAGE = "---\ntitle: Home\n---\n\nThe the end.\n"


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """Return the folder of a small specification with one slip in each of two pages."""
    root = tmp_path / "spec"
    for path, text in {
        "site/_index.md": PAGE,
        "site/rooms/_index.md": PAGE,
        "api/string-formats.yaml": "{}\n",
        "README.md": "The the same.\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def found(*arguments: str, cwd: Path) -> list[str]:
    done = run("check", "--select", "word-once", "--format", "json", "--fail-on", "never", "-q", *arguments, cwd=cwd)
    return [each["path"] for each in json.loads(done.stdout)]


def test_files_say_which_tree_is_meant(spec: Path) -> None:
    both = ["site/_index.md", "site/rooms/_index.md"]
    assert found(".", cwd=spec) == both
    assert found(*both, cwd=spec) == both
    assert found("site/rooms/_index.md", cwd=spec) == both[1:]
    assert found("_index.md", cwd=spec / "site") == both[:1]
    assert found("site/rooms", cwd=spec) == both[1:]
    assert found("spec/site/rooms/", cwd=spec.parent) == both[1:]


def test_a_tree_may_stand_before_files(spec: Path) -> None:
    assert found("spec", "site/rooms", cwd=spec.parent) == ["site/rooms/_index.md"]
    assert found("spec", "spec/site/rooms", cwd=spec.parent) == ["site/rooms/_index.md"]


def test_a_file_that_is_no_input_is_no_error(spec: Path) -> None:
    assert found("README.md", cwd=spec) == []


def test_what_is_nowhere_is_told(spec: Path, tmp_path: Path) -> None:
    assert "no `gone.md`" in run("check", ".", "gone.md", cwd=spec, status=2).stderr
    (tmp_path / "alone.md").write_text("")
    with pytest.raises(SpecgenError, match="in no specification"):
        places_of([str(tmp_path / "alone.md")])
    with pytest.raises(SpecgenError, match="in no specification"):
        places_of([str(spec / "README.md"), str(tmp_path / "alone.md")])


def test_names_of_trees_stay_names_of_trees(spec: Path) -> None:
    assert places_of([]) == Places()
    assert places_of([str(spec)]) == Places(str(spec))
    assert places_of(["https://example.org/spec@v1", "a.md"]) == Places("https://example.org/spec@v1", ("a.md",))


def test_a_place_is_a_file_or_all_below_a_folder() -> None:
    assert is_at("a/b.md", ["a"])
    assert is_at("a/b.md", ["."])
    assert not is_at("ab.md", ["a"])


def test_fixes_are_made_in_the_given_files_only(spec: Path) -> None:
    for name in ("one", "two"):
        (spec / f"site/{name}.md").write_text(f"---\ntitle: {name}\n---\n\nA line. \n")
    run("check", "--select", "trailing-space", "--fix", "-q", "site/one.md", cwd=spec)
    assert (spec / "site/one.md").read_text().endswith("A line.\n")
    assert (spec / "site/two.md").read_text().endswith("A line. \n")


def test_a_finding_moves_with_its_line_through_the_cache(spec: Path) -> None:
    def lines() -> list[int]:
        done = run("check", "--select", "word-once", "--format", "json", "--fail-on", "never", "-q", cwd=spec)
        return [each["line"] for each in json.loads(done.stdout)]

    assert lines() == lines() == [5, 5]
    (spec / "site/_index.md").write_text(PAGE.replace("The", "One.\n\nThe"))
    assert lines() == [7, 5]
