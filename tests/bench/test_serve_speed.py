"""How long `serve` takes from a saved file to a browser that is told, against a cold build in the same run."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from live import Events, Live, serving

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
PAGE = "/client-server-api/"
RUNS = 7
EDITS = 200


@pytest.fixture
def tree(checkout: Path, tmp_path: Path) -> Path:
    place = tmp_path / "tree"
    subprocess.run(["git", "clone", "--quiet", "--branch", "v1.19", str(checkout), str(place)], check=True)
    return place


@pytest.fixture
def live(tree: Path) -> Iterator[tuple[Live, Events]]:
    with serving(str(tree), "--port", "0") as live, live.listening(PAGE) as events:
        events.next()
        yield live, events


def cold(tree: Path, tmp_path: Path) -> float:
    """Return the least wall time of a cold build."""
    build = [sys.executable, "-m", "specgen", "build", "-q", "--no-cache", str(tree), "-o", str(tmp_path / "site")]
    times = []
    for _ in range(3):
        subprocess.run(["rm", "-rf", str(tmp_path / "site")], check=True)
        start = time.perf_counter()
        subprocess.run(build, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        times.append(time.perf_counter() - start)
    return min(times)


def told(events: Events, save: Callable[[], object]) -> float:
    """Return how long it takes from saving a file to the event."""
    start = time.perf_counter()
    save()
    events.next()
    return time.perf_counter() - start


def edited(file: Path, number: int) -> Callable[[], object]:
    """Return what saves a file with another word in its first long line of text."""
    text = re.sub(r" the ", f" the {number} ", file.read_text(), count=1)
    return lambda: file.write_text(text)


@pytest.mark.parametrize(
    ("name", "ratio"),
    [("content/client-server-api/_index.md", 0.15), ("data/api/client-server/sync.yaml", 0.25)],
    ids=["page", "api"],
)
def test_an_edit_is_told_soon(tree: Path, tmp_path: Path, live: tuple[Live, Events], name: str, ratio: float) -> None:
    whole = cold(tree, tmp_path)
    saves = [edited(tree / name, number) for number in range(RUNS)]
    least = min(told(live[1], save) for save in saves)
    print(f"\n{name}: told after {1000 * least:.0f} ms = {least / whole:.3f} x a cold build ({whole:.2f} s)")
    assert least <= ratio * whole


def test_many_edits_leak_nothing(tree: Path, live: tuple[Live, Events]) -> None:
    file = tree / "content/client-server-api/_index.md"
    sizes = []
    for number in range(EDITS):
        told(live[1], edited(file, number))
        status = Path(f"/proc/{live[0].process.pid}/status").read_text()
        match = re.search(r"VmRSS:\s+(\d+)", status)
        assert match is not None
        sizes.append(int(match[1]))
    early, late = statistics.median(sizes[15:25]), statistics.median(sizes[-10:])
    print(f"\nmemory after 20 edits {early / 1024:.0f} MiB, after {EDITS} {late / 1024:.0f} MiB")
    assert late <= 1.1 * early
