"""The speed of a preview, as a ratio to towncrier's own command."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.bench
RUNS = 5
FRAGMENTS = 100
AREAS = ("client_server", "server_server", "room_versions", "internal")


def timed(command: list[str], cwd: Path) -> float:
    """Return the wall time of a command in seconds, start-up included."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=cwd)
    return time.perf_counter() - start


def test_a_preview_is_not_much_slower_than_towncrier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "changelogs"
    folder.mkdir()
    for name in ("pyproject.toml", "template.md.jinja"):
        (folder / name).write_bytes((ROOT / "changelogs" / name).read_bytes())
    for number in range(FRAGMENTS):
        place = folder / AREAS[number % len(AREAS)] / "newsfragments"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number + 1}.clarification").write_text(f"Say more about the thing of number {number // 2}.\n")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    ours = [sys.executable, "-m", "specgen", "changelog", "preview", "."]
    theirs = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "v1.2", "--config"]
    times = [(timed(ours, tmp_path), timed([*theirs, "changelogs/pyproject.toml"], tmp_path)) for _ in range(RUNS)]
    own, other = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"\npreview {1000 * own:.0f} ms, towncrier {1000 * other:.0f} ms = {own / other:.2f} x")
    assert own <= 3 * other
