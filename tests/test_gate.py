"""Green has one meaning: linters, types and layers hold too."""

import shutil
import subprocess
from pathlib import Path

import pytest
from needs import tool

ROOT = Path(__file__).parents[1]
GATES = {
    "ruff check": ["ruff", "check", "specgen", "tests", "templates"],
    "ruff format": ["ruff", "format", "--check", "specgen", "tests", "templates"],
    "mypy": ["mypy"],
    "lint-imports": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("name", GATES)
def test_gate(name: str) -> None:
    command, *arguments = GATES[name]
    done = subprocess.run([tool(command), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def break_layers(tmp_path: Path, module: str, line: str) -> str:
    """Return what import-linter says of a copy of the package with one wrong line."""
    copy = tmp_path / "project"
    shutil.copytree(ROOT / "specgen", copy / "specgen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    broken = copy / "specgen" / module
    old = broken.read_text() if broken.exists() else '"""A room that nobody listed."""\n'
    head, _, rest = old.partition("\n")
    broken.write_text(f"{head}\n{line}\n{rest}")
    done = subprocess.run([tool("lint-imports"), "--no-cache"], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("attic.py", "import specgen.model"),
        ("model/page.py", "import specgen.render.slug"),
        ("render/slug.py", "import os"),
    ],
    ids=["an unlisted room", "a back import", "a pure room with a disk"],
)
def test_the_layers_would_notice(tmp_path: Path, module: str, line: str) -> None:
    break_layers(tmp_path, module, line)
