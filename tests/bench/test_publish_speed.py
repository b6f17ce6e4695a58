"""What publishing all versions costs, against building each alone, in one run."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
VERSIONS = ("v1.5", "v1.11", "v1.16", "v1.18", "v1.19", "unstable")
RUNS = 3


def seconds(commands: Iterable[list[str]]) -> float:
    """Return the wall time of commands, one after the other."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "specgen", *command],
            check=True,
            capture_output=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    return time.perf_counter() - start


def test_all_versions_cost_less_than_each_alone(shared: Path, tmp_path: Path) -> None:
    bundle, cache, site = str(shared / "corpus/matrix-spec.bundle"), tmp_path / "cache", tmp_path / "site"
    publish = ["publish", "-q", bundle, "-o", str(site), "--cache", str(cache)]
    alone, together, again = [], [], []
    for _ in range(RUNS):
        singles = ([f"{bundle}@{name}", "-o", str(tmp_path / name)] for name in VERSIONS)
        alone.append(seconds(["build", "-q", "--no-cache", *single] for single in singles))
        for folder in (site, cache, *(tmp_path / name for name in VERSIONS)):
            shutil.rmtree(folder, ignore_errors=True)
        together.append(seconds([publish]))
        again.append(seconds([publish]))
    ratio = min(together) / min(alone)
    print(f"\nalone {min(alone):.1f} s, published {min(together):.1f} s = {ratio:.2f} x, again {min(again):.2f} s")
    assert ratio <= 0.6
    assert min(again) <= 0.15 * min(together)


def test_one_new_version_costs_about_that_version(repository: Path, tmp_path: Path) -> None:
    mine, site = tmp_path / "spec.git", tmp_path / "site"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(repository), str(mine)], check=True)
    subprocess.run(["git", "-C", str(mine), "tag", "--delete", "v1.19"], check=True, capture_output=True)
    publish = ["publish", "-q", str(mine), "-o", str(site), "--no-cache"]
    seconds([publish])
    build = ["build", "-q", "--no-cache", f"{repository}@v1.19", "-o", str(tmp_path / "one")]
    alone = min(seconds([build]) for _ in range(RUNS))
    subprocess.run(["git", "-C", str(mine), "tag", "v1.19", "master"], check=True)
    more = seconds([publish])
    print(f"\nalone {alone:.1f} s, one more {more:.1f} s = {more / alone:.2f} x")
    assert more <= 2 * alone
