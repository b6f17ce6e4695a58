"""Writing a fragment: asked for, in the house form, never over another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, run

from specgen.changelog.wording import house_form

PULL = "https://github.com/matrix-org/matrix-spec-proposals/pull"
SETTINGS = """
[tool.towncrier]
section = [{name = "One", path = "one"}, {name = "Two", path = "two"}]
type = [{directory = "new", name = "New", showcontent = true}, {directory = "removal", name = "X", showcontent = true}]
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "changelogs").mkdir()
    (tmp_path / "changelogs/pyproject.toml").write_text(SETTINGS)
    return tmp_path


def new(folder: Path, *, status: int = 0, **options: str) -> subprocess.CompletedProcess[str]:
    given = {"area": "one", "type": "new", "pr": "12", "text": "Add a thing", **options}
    return run(
        "changelog",
        "new",
        *(part for name, value in given.items() for part in (f"--{name}", value)),
        cwd=folder,
        status=status,
    )


def test_it_writes_one_file_and_says_where(tree: Path) -> None:
    said = new(tree, text="- Add a thing,\n  as per MSC4321 ")
    assert said.stdout == "changelogs/one/newsfragments/12.new\n"
    file = tree / "changelogs/one/newsfragments/12.new"
    assert file.read_text() == f"Add a thing, as per [MSC4321]({PULL}/4321).\n"
    assert file.stat().st_mode & 0o777 == 0o666 & ~mask()
    assert [path.name for path in file.parent.iterdir()] == ["12.new"]


def mask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def test_it_counts_and_never_overwrites(tree: Path) -> None:
    names = [new(tree, text=f"Thing {count}").stdout.strip().rsplit("/", 1)[1] for count in range(3)]
    assert names == ["12.new", "12.new.2", "12.new.3"]
    assert new(tree, type="removal").stdout.endswith("/12.removal\n")
    assert new(tree, area="two").stdout == "changelogs/two/newsfragments/12.new\n"
    assert "says the same already" in new(tree, text="Thing 1.", status=2).stderr
    assert (tree / "changelogs/one/newsfragments/12.new").read_text() == "Thing 0.\n"


def test_it_asks_for_what_is_missing(tree: Path) -> None:
    command = [sys.executable, "-m", "specgen", "changelog", "new", "--tree", str(tree)]
    answers = "three\ntwo\nremoval\n0\n7\nGone\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, input=answers, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == f"{tree}/changelogs/two/newsfragments/7.removal\n"
    assert "one, two" in done.stderr
    assert (tree / "changelogs/two/newsfragments/7.removal").read_text() == "Gone.\n"
    stopped = subprocess.run(command, input="", capture_output=True, text=True, env=environment, check=False)
    assert stopped.returncode == 2
    assert "there is nobody to ask" in stopped.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"area": "three"}, "--area must be one of one, two, not `three`"),
        ({"type": "feature"}, "--type must be one of new, removal, not `feature`"),
        ({"pr": "0"}, "0 is not in the range"),
        ({"pr": "x"}, "'x' is not a valid integer"),
        ({"text": "  \n "}, "needs a text"),
        ({"tree": "gone"}, "does not exist"),
        ({"tree": "changelogs"}, "there is no `changelogs/pyproject.toml`"),
    ],
)
def test_what_the_user_got_wrong(tree: Path, options: dict[str, str], said: str) -> None:
    assert said in new(tree, status=2, **options).stderr
    assert not (tree / "changelogs/one").exists()


def test_settings_that_cannot_be_used_are_told(tree: Path) -> None:
    (tree / "changelogs/pyproject.toml").write_text("[tool")
    said = new(tree, status=2).stderr
    assert "[changelog-settings-usable]" in said
    assert "mend it first" in said


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Add x", "Add x."),
        ("Add x.", "Add x."),
        ("  * Add\r\n\tx  ", "Add x."),
        ("Is it so?", "Is it so?"),
        ("Add `MSC1`", "Add `MSC1`."),
        ("Add x per MSC1772", f"Add x as per [MSC1772]({PULL}/1772)."),
        ("As per MSC 1, do", f"As per [MSC1]({PULL}/1), do."),
        ("See MSC1 and MSC2.", f"See [MSC1]({PULL}/1) and [MSC2]({PULL}/2)."),
        ("as per [MSC1](https://x.example/1)", "as per [MSC1](https://x.example/1)."),
        ("See https://x.example/MSC1 now", "See https://x.example/MSC1 now."),
        ("[`GET /x`](/api/#get)", "[`GET /x`](/api/#get)"),
        ("Add [`GET /x`](/api/#get)", "Add [`GET /x`](/api/#get)."),
        ("MSCs, org.matrix.msc1 and x-MSC1 stay", "MSCs, org.matrix.msc1 and x-MSC1 stay."),
        ("5.0 is no bullet", "5.0 is no bullet."),
        ("(In brackets.)", "(In brackets.)"),
        ("", ""),
    ],
)
def test_the_house_form(given: str, written: str) -> None:
    assert house_form(given) == written
    assert house_form(written) == written
