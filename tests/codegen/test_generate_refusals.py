"""What `specgen generate` refuses: one sentence, exit code 2, and nothing is written."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT


def refused(*options: str, cwd: Path) -> str:
    """Run a command that has to be refused, and return the sentence."""
    command = [sys.executable, "-m", "specgen", "generate", "client", *options, "--no-cache", "-q"]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a b", "is not the name of a Python package"),
        ("class", "is not the name of a Python package"),
        ("tests", "is the name of another package"),
        ("msgspec", "is the name of another package"),
        ("email", "is the name of another package"),
    ],
)
def test_names_that_packages_cannot_have(tmp_path: Path, name: str, why: str) -> None:
    told = refused(str(ROOT), "-o", "out", "--package", name, cwd=tmp_path)
    assert told.startswith(f"specgen: `{name}` {why}")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_would_become_part_of_the_specification(tmp_path: Path) -> None:
    for name in ("api", "event-schemas", "site"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "specgen.toml", tmp_path)
    told = refused(".", "-o", "api/out", cwd=tmp_path)
    assert told == "specgen: `api/out` is in `api`, which is part of the specification: choose another folder"
    assert not (tmp_path / "api" / "out").exists()


def test_overrides_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    told = refused(str(ROOT), "-o", "out", "--overrides", "mine.toml", cwd=tmp_path)
    assert told == "specgen: `mine.toml` cannot be read as text"


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refused(str(ROOT), "-o", "file/out", cwd=tmp_path)
