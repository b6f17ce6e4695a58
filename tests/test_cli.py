"""The door: help that teaches, errors that say what to do, exit codes with one meaning."""

import json
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import ROOT, run

from specgen.cli import COMMANDS, group, load

SMALL = ROOT / "tests/site/small/tree"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = load(COMMANDS[name][0]).command
    text = CliRunner().invoke(group, [name, "--help"]).output
    assert command.name == name
    assert f"specgen {name}" in text
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_list_of_commands_agrees_with_their_help() -> None:
    text = CliRunner().invoke(group, ["--help"]).output
    for name, (module, summary) in COMMANDS.items():
        assert f"{name} " in text
        assert (
            load(module).command.get_short_help_str(200).rstrip(".:").startswith(summary.rstrip(".").split(":")[0][:20])
        )


def test_version() -> None:
    assert run("--version").stdout.startswith("specgen 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nowhere"], "there is no `nowhere`"),
        (["build", ".@nowhere"], "has no commit `nowhere`"),
        (["build", ".@--upload-pack=x"], "has no commit"),
        (["build", "-o", "README.md"], "is a file"),
        (["build", "--status", "old"], "'old' is not one of"),
        (["build", "--base-url", "javascript:x"], "--base-url must be"),
        (["build", "--wrong"], "No such option"),
        (["built"], "No such command"),
        (["build", "tests"], "specgen's own layout has `api/` and `site/`"),
        (["build", "ext::sh -c touch% /tmp/x@v1"], "there is no"),
    ],
)
def test_what_the_user_got_wrong(arguments: list[str], said: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "README.md").write_text("")
    (tmp_path / "tests").mkdir()
    done = run(*arguments, cwd=tmp_path, status=2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_without_a_tree_the_bundled_specification_is_read_and_said(tmp_path: Path) -> None:
    done = run("info", cwd=tmp_path)
    assert "using the one that comes with specgen" in done.stderr
    assert "title: specgen demo specification" in done.stdout


def test_the_current_folder_is_read_if_there_is_a_layout() -> None:
    done = run("info", "--format", "json", cwd=SMALL)
    assert f"using the specification in {SMALL}" in done.stderr
    assert json.loads(done.stdout)["title"] == "Small"


def test_stages_are_told_and_quiet_is_quiet(tmp_path: Path) -> None:
    loud = run("build", str(SMALL), "-o", str(tmp_path / "a"), "--no-cache").stderr.splitlines()
    assert [line.split()[0] for line in loud] == ["read", "rendered", "wrote", "open"]
    assert all(line.endswith(" ms") for line in loud[:3])
    assert run("build", str(SMALL), "-o", str(tmp_path / "b"), "-q").stderr == ""


def test_the_second_build_remembers_and_changes_nothing(tmp_path: Path) -> None:
    build = ["build", str(SMALL), "-o", str(tmp_path / "a"), "--cache", str(tmp_path / "cache")]
    run(*build)
    said = run(*build).stderr
    assert "remembered" in said
    assert "(0 changed, 0 removed)" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "cache"]


def test_problems_are_told_with_file_and_line_and_the_rest_is_built(tmp_path: Path) -> None:
    broken = ROOT / "tests/site/broken/tree"
    done = run("build", str(broken), "-o", str(tmp_path / "a"), "--fail-on", "error", status=1)
    expected = (broken.parent / "expected.txt").read_text()
    assert [line for line in done.stderr.splitlines() if "error:" in line] == expected.splitlines()
    assert (tmp_path / "a/index.html").is_file()
    run("build", str(broken), "-o", str(tmp_path / "a"))
