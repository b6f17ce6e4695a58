"""Lists and reports from a repository's history, and from an export of the tracker."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import run
from proposals_repository import CAM, Repository, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return make(tmp_path_factory.mktemp("msc") / "proposals-of-ours")


def listed(*arguments: str) -> dict[int, dict[str, object]]:
    return {each["number"]: each for each in json.loads(run("msc", "list", "--format", "json", *arguments).stdout)}


def test_days_and_authors_come_from_git(made: Repository) -> None:
    found = listed(str(made.folder))
    assert list(found) == [4101, 4102, 4103]
    bans, knock, receipts = found.values()
    assert bans["authors"] == ["Robert", "Ada", "Cam"]
    assert (bans["created_on"], bans["accepted_on"], bans["accepted"]) == ("2026-01-02", "2026-01-20", True)
    assert (knock["authors"], knock["created_on"], knock["accepted_on"]) == (["Cam"], "2026-01-28", "2026-02-02")
    assert (receipts["title"], receipts["branch"], receipts["accepted"]) == ("Private receipts", "receipts", False)
    assert (receipts["created_on"], receipts["updated_on"]) == ("2026-02-03", "2026-02-05")
    assert bans["title"] == "Room bans"


def test_a_clone_knows_the_branches_of_its_remote(made: Repository, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", str(made.folder), str(tmp_path / "clone")], check=True)
    found = listed(str(tmp_path / "clone"))
    assert found[4103]["branch"] == "receipts"
    assert found[4101]["accepted_on"] == "2026-01-20"
    subprocess.run(["git", "clone", "-q", "--bare", str(made.folder), str(tmp_path / "bare.git")], check=True)
    assert listed(str(tmp_path / "bare.git")) == found


def test_the_table_is_for_people(made: Repository) -> None:
    lines = run("msc", "list", str(made.folder)).stdout.splitlines()
    assert lines[0].split() == ["MSC", "Title", "State", "Authors", "Created", "Accepted"]
    assert lines[1].split("  ")[0] == "4101"
    assert "Robert, Ada +1" in lines[1]
    assert "open" in lines[3]


EXPORT = [
    {
        "number": 4103,
        "title": "[WIP] MSC4103: Private receipts",
        "html_url": "https://tracker.example/4103",
        "state": "open",
        "labels": [{"name": "proposed-final-comment-period"}, {"name": "final-comment-period"}, {"name": "kind:core"}],
        "body": "Words.\r\n\r\nAuthor: @bob-on-tracker\r\nAuthor: @cam\r\nShepherd: @ada\nDocumentation: https://doc.example/a",
        "created_at": "2026-02-03T10:00:00Z",
    },
    {
        "number": 4104,
        "title": "MSC4104: Given up",
        "state": "CLOSED",
        "labels": ["proposal"],
        "author": {"login": "eve"},
        "createdAt": "2026-01-29T10:00:00Z",
        "closedAt": "2026-02-04T10:00:00Z",
    },
    {"number": 4102, "title": "MSC4102: Knock twice", "state": "closed", "labels": ["spec-pr-missing", "merged"]},
    {
        "number": 4105,
        "title": "MSC4105: Not ready",
        "isDraft": True,
        "state": "OPEN",
        "createdAt": "2026-02-06T00:00:00Z",
    },
    {"title": "no number"},
]


@pytest.fixture
def tracker(tmp_path: Path) -> str:
    (tmp_path / "tracker.json").write_text(json.dumps(EXPORT))
    return str(tmp_path / "tracker.json")


def test_the_tracker_says_the_states(made: Repository, tracker: str) -> None:
    found = listed(str(made.folder), "--tracker", tracker)
    states = {number: each["state"] for number, each in found.items()}
    assert states == {
        4101: "finished-final-comment-period",
        4102: "merged",
        4103: "final-comment-period",
        4104: "closed",
        4105: "draft",
    }
    assert found[4103]["authors"] == ["bob-on-tracker", "cam"]
    assert found[4103]["shepherds"] == ["ada"]
    assert found[4103]["documentation"] == ["https://doc.example/a"]
    assert found[4104]["authors"] == ["eve"]
    assert found[4103]["url"] == "https://tracker.example/4103"


def test_each_proposal_is_in_one_state_of_the_page(made: Repository, tracker: str) -> None:
    states = json.loads(run("msc", "list", str(made.folder), "--tracker", tracker, "--format", "proposals").stdout)
    shown = [each["number"] for state in states for each in state["proposals"]]
    assert sorted(shown) == [4101, 4102, 4103, 4104, 4105]


def test_the_report_of_a_week(made: Repository, tracker: str) -> None:
    text = run(
        "msc", "report", str(made.folder), "--since", "2026-02-02", "--until", "2026-02-08", "--tracker", tracker
    ).stdout
    new, comment, accepted, closed = text.split("## Spec Updates")[0].split("**:")[0].split("\n**")[1:]
    assert "MSC4103" in new
    assert "MSC4105: Not ready" in new
    assert "MSC4104" not in new
    assert comment.count("* [MSC") == 1
    assert "[MSC4103: Private receipts](https://tracker.example/4103)" in comment
    assert "[MSC4102: Knock twice](https://github.com/matrix-org/matrix-spec-proposals/pull/4102)" in accepted
    assert "MSC4104: Given up" in closed


def test_a_week_in_which_nothing_happened(made: Repository) -> None:
    done = run("msc", "report", str(made.folder), "--since", "2026-03-01", "--until", "2026-03-07")
    assert done.stdout.count("* *No MSCs ") == 4
    assert "No changes to the spec were merged this week." in done.stdout
    assert "without --tracker" in done.stderr


def test_the_report_tells_what_was_merged_into_the_specification(made: Repository, tmp_path: Path) -> None:
    spec = Repository(tmp_path / "spec")
    spec.write("specgen.toml", 'title = "T"\nrepository = "https://git.example/spec"\n')
    spec.write("api/a/x.yaml", "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n")
    spec.write("site/_index.md", "# A\n")
    spec.commit("Begin", day="2026-02-01")
    spec.write("site/changelog/v1.1.md", "---\ntitle: v1.1\n---\n- Knock twice, as per [MSC4102](https://x.example)\n")
    spec.commit("Knock [twice] (#77)", who=CAM, day="2026-02-03")
    spec.write("proposals/0001-x.md", "# MSC1: X\n")
    spec.commit("MSC1: X (#78)", day="2026-02-04")
    text = run("msc", "report", str(made.folder), "--since", "2026-02-02", "--spec", str(spec.folder)).stdout
    assert r"* Knock \[twice\] ([#77](https://git.example/spec/pull/77))" in text
    assert "#78" not in text
    assert "Begin" not in text
    assert listed(str(made.folder), "--spec", str(spec.folder))[4102]["release"] == "v1.1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "nowhere"], "nowhere"),
        (["list", "."], "there is no proposal in `.`"),
        (["list", "{made}", "--tracker", "no.json"], "cannot read `no.json`"),
        (["list", "{made}", "--tracker", "{made}/.mailmap"], "is not JSON"),
        (["report", "{made}"], "--since"),
        (["report", "{made}", "--since", "last week"], "--since must be a day"),
        (["report", "{made}", "--since", "2026-02-30"], "--since must be a day"),
        (["report", "{made}", "--since", "2026-02-03", "--until", "2026-02-01"], "is before --since"),
        (["lint", "nowhere.md"], "there is no `nowhere.md`"),
        (["lint", "--select", "msc-nothing", "{made}/proposals"], "there is no rule `msc-nothing`"),
        (["lint", "--base", "nowhere", "{made}/proposals"], "nowhere"),
        (["rules", "msc-nothing"], "there is no rule `msc-nothing`"),
        (["new", "?!"], "a title needs a letter"),
        (["new", "Again", "--number", "4101", "-C", "{made}"], "has the number 4101 already"),
        (["preview", "nowhere.md"], "there is no `nowhere.md`"),
    ],
)
def test_what_the_user_got_wrong_about_proposals(
    arguments: list[str], said: str, made: Repository, tmp_path: Path
) -> None:
    done = run("msc", *(each.format(made=made.folder) for each in arguments), cwd=tmp_path, status=2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_what_is_not_on_the_trunk_is_a_draft(made: Repository) -> None:
    made.git("checkout", "-q", "receipts")
    try:
        made.write("proposals/2001-old-number.md", "# Old number\n")
        arguments = ("msc", "lint", "--format", "json", "--select", "msc-security-section")
        found = json.loads(run(*arguments, str(made.folder), status=1).stdout)
        assert [(Path(each["path"]).name, each["severity"]) for each in found] == [("2001-old-number.md", "error")]
    finally:
        (made.folder / "proposals/2001-old-number.md").unlink()
        made.git("checkout", "-q", "main")
