"""What surrounds a run: closed streams, full disks, places that cannot be written, a git that calls us from a hook."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, run

TREE = str(ROOT / "tests/site/small/tree")


def started(line: str, cwd: Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `specgen` with a line of a shell, so that its streams can be anything."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cwd / "cache"), **(environment or {})}
    command = ["/bin/sh", "-c", f'"$0" -m specgen {line}', sys.executable]
    return subprocess.run(command, cwd=cwd, env=given, capture_output=True, text=True, check=False)


def repository(folder: Path, *tags: str) -> Path:
    """Make a git repository with one commit and some tags."""
    folder.mkdir()
    (folder / "file").write_text("text")
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "x"], *(["tag", tag] for tag in tags)):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


@pytest.mark.parametrize("line", [f"check {TREE} --quick", f"info {TREE}", "rules", "--help"])
def test_a_full_disk_behind_stdout_is_one_sentence(line: str, tmp_path: Path) -> None:
    done = started(f"{line} >/dev/full", tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "specgen: the output cannot be written: No space left on device"
    assert "Traceback" not in done.stderr


def test_streams_may_be_closed(tmp_path: Path) -> None:
    for closed in (">&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"):
        done = started(f"check {TREE} --fail-on never {closed}", tmp_path)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), closed


@pytest.mark.parametrize(
    "line",
    ["build {tree} -o {place}", "check {tree} --write-baseline {place}", "msc new Title -C {there}", "info {there}@"],
)
def test_a_place_that_cannot_be_is_one_sentence(line: str, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "proposals").write_text("a file")
    done = started(line.format(tree=TREE, place=there / "proposals" / "x", there=there), tmp_path)
    assert done.returncode == 2
    assert str(there) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_disk_that_fills_up_leaves_the_old_site_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert started(f"build {TREE} -o site --status stable", tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    command = [
        "sh",
        "-c",
        f'ulimit -f 4; "$0" -m specgen build {TREE} -o site --no-cache --base-url /x',
        sys.executable,
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "`site` cannot be written: File too large" in done.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "site"]


def test_the_repository_that_is_named_is_read_not_that_of_the_hook(tmp_path: Path) -> None:
    hook, named = repository(tmp_path / "hook"), repository(tmp_path / "named", "v1.2")
    of_hook = {
        "GIT_DIR": str(hook / ".git"),
        "GIT_WORK_TREE": str(hook),
        "GIT_INDEX_FILE": str(hook / ".git/index"),
    }
    done = started(f"info {named}@v1.2", tmp_path, of_hook)
    assert "no specification found" in done.stderr
    assert "has no commit" not in done.stderr


@pytest.mark.parametrize("line", ["publish {} -o site", "history x --repo {}", "release check v1.0 -C {}"])
def test_a_git_that_is_missing_is_named(line: str, tmp_path: Path) -> None:
    done = started(line.format(repository(tmp_path / "repository", "v1.0")), tmp_path, {"PATH": "/nowhere"})
    assert (done.returncode, "git is not installed" in done.stderr) == (2, True)


def test_the_reason_that_git_gives_is_told_whole(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no bundle")
    assert "fatal: " in run("info", "plain", cwd=tmp_path, status=2).stderr


def test_lists_of_commands_tell_whole_sentences() -> None:
    for group in ("generate", "release", "changelog", "msc", "data"):
        assert "..." not in run(group, "--help").stdout.partition("\nCommands:")[2]


def test_a_child_that_is_interrupted_is_silent() -> None:
    code = (
        "import os, signal\nfrom specgen.parallel import both\nparent = os.getpid()\n"
        "def second():\n    if os.getpid() != parent:\n        os.kill(os.getpid(), signal.SIGINT)\n    return 2\n"
        "print(both(lambda: 1, second))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("(1, 2)\n", "")


def test_a_baseline_that_was_written_is_told(tmp_path: Path) -> None:
    done = started(f"check {TREE} --write-baseline known.json", tmp_path)
    assert "noted in known.json" in done.stderr
    assert (tmp_path / "known.json").is_file()


def test_a_line_beyond_all_measure_is_left_out_in_time(tmp_path: Path) -> None:
    shutil.copytree(TREE, tmp_path / "tree")
    page = "[a](#b) `code` {{% x %}} <b>t</b> m.room.foo /_matrix/x M_FOO. " * 20_000
    (tmp_path / "tree/site/big.md").write_text(f"---\ntitle: Big\n---\n{page}")
    done = run("check", str(tmp_path / "tree"), "--no-cache", "--fail-on", "never")
    assert "rules about texts leave it out [line-readable]" in done.stdout


def test_a_page_that_is_no_text_is_told_by_build(tmp_path: Path) -> None:
    shutil.copytree(TREE, tmp_path / "tree")
    (tmp_path / "tree/site/bad.md").write_bytes(b"---\ntitle: Bad\n---\n\xff\xfe bad")
    done = run("build", str(tmp_path / "tree"), "-o", str(tmp_path / "site"), "--no-cache", "-q")
    assert done.stderr == "site/bad.md:4: error: byte 0xff is not UTF-8 [file-encoding]\n"
