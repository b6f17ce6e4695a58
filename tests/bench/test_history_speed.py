"""What comparing versions costs, in processor time, beside what loading them does."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
RUNS = 3


def spent(*arguments: str) -> float:
    """Return the least processor time of a command, its children included, in seconds."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "specgen", *arguments]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def test_a_comparison_costs_at_most_twice_the_loading(repository: Path) -> None:
    trees = [f"{repository}@v1.18", f"{repository}@v1.19"]
    loading = sum(spent("info", tree) for tree in trees)
    ratio = spent("diff", *trees, "--format", "json", "-o", os.devnull) / loading
    print(f"diff / load both: {ratio:.2f}")
    assert ratio <= 2


def test_a_history_is_remembered(repository: Path, tmp_path: Path) -> None:
    options = ("--repo", str(repository), "-q")
    cold = spent("history", "/sync", *options, "--no-cache")
    spent("history", "/sync", *options)
    warm = spent("history", "/sync", *options)
    print(f"history over all tags: {cold:.2f} s, remembered {warm:.2f} s")
    assert warm < cold / 2
