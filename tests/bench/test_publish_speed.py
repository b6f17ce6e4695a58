"""What publishing all versions costs, against building each alone, in one run."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
VERSIONS = ("v1.5", "v1.11", "v1.16", "v1.18", "v1.19", "unstable")
RUNS = 3
# A build alone waits for little but the processor: if it took longer than this, others were at work.
QUIET = 1.2


@dataclass(frozen=True, order=True)
class Cost:
    """What commands took: processor time, which other work on the machine hardly changes, and time on the clock."""

    cpu: float
    clock: float


def cost(commands: Iterable[list[str]]) -> Cost:
    """Return what commands took, one after the other, with all their processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "specgen", *command],
            check=True,
            capture_output=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.perf_counter() - start)


def test_all_versions_cost_less_than_each_alone(shared: Path, tmp_path: Path) -> None:
    """The work is shared between versions, and between processors: 0.6 x the time, where nobody else is at work."""
    bundle, cache, site = str(shared / "corpus/matrix-spec.bundle"), tmp_path / "cache", tmp_path / "site"
    publish = ["publish", "-q", bundle, "-o", str(site), "--cache", str(cache)]
    alone, together, again = [], [], []
    for _ in range(RUNS):
        singles = ([f"{bundle}@{name}", "-o", str(tmp_path / name)] for name in VERSIONS)
        alone.append(cost(["build", "-q", "--no-cache", *single] for single in singles))
        for folder in (site, cache, *(tmp_path / name for name in VERSIONS)):
            shutil.rmtree(folder, ignore_errors=True)
        together.append(cost([publish]))
        again.append(cost([publish]))
    work = min(together).cpu / min(alone).cpu
    ratio = min(each.clock for each in together) / min(each.clock for each in alone)
    print(f"\nalone {min(alone)}, published {min(together)} = {work:.2f} x the work, {ratio:.2f} x the time")
    assert work <= 0.75
    assert min(again).cpu <= 0.15 * min(together).cpu
    if (os.cpu_count() or 1) > 1 and any(each.clock < QUIET * each.cpu for each in alone):
        assert ratio <= 0.6


def test_one_new_version_costs_about_that_version(repository: Path, tmp_path: Path) -> None:
    mine, site = tmp_path / "spec.git", tmp_path / "site"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(repository), str(mine)], check=True)
    subprocess.run(["git", "-C", str(mine), "tag", "--delete", "v1.19"], check=True, capture_output=True)
    publish = ["publish", "-q", str(mine), "-o", str(site), "--no-cache"]
    cost([publish])
    build = ["build", "-q", "--no-cache", f"{repository}@v1.19", "-o", str(tmp_path / "one")]
    alone = min(cost([build]) for _ in range(RUNS)).cpu
    subprocess.run(["git", "-C", str(mine), "tag", "v1.19", "master"], check=True)
    more = cost([publish]).cpu
    print(f"\nalone {alone:.1f} s, one more {more:.1f} s = {more / alone:.2f} x")
    assert more <= 2 * alone
