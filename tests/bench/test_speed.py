"""Speed as ratios within one run: against a floor measured beside it, and against itself."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
RUNS = 3
MEMORY_LIMIT = 350 * 1024 * 1024
# The least that any builder does: read all files, parse the YAML with the C loader, render all Markdown once.
FLOOR = """
import os, sys
import yaml
from markdown_it import MarkdownIt

markdown = MarkdownIt("commonmark").enable("table")

def descriptions(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "description" and isinstance(inner, str):
                yield inner
            else:
                yield from descriptions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from descriptions(inner)

for folder, folders, names in os.walk(sys.argv[1]):
    folders[:] = [name for name in folders if name != ".git"]
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        if name.endswith(".yaml"):
            for text in descriptions(yaml.load(data, yaml.CSafeLoader)):
                markdown.render(text)
        elif name.endswith(".md") and "/content" in folder:
            markdown.render(data.decode())
"""


def timed(command: list[str], before: Callable[[], object] = lambda: None) -> float:
    """Return the least wall time of a command in seconds: what else the machine does only adds to it."""
    times = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd="/", env={**os.environ, "PYTHONPATH": str(ROOT)})
        times.append(time.perf_counter() - start)
    return min(times)


def test_a_build_is_near_the_floor(
    checkout: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    cache, site = tmp_path / "cache", tmp_path / "site"
    build = [sys.executable, "-m", "specgen", "build", "-q", str(checkout), "-o", str(site), "--cache", str(cache)]

    def forget() -> None:
        subprocess.run(["rm", "-rf", str(cache), str(site)], check=True)

    floor = timed([sys.executable, "-c", FLOOR, str(checkout)])
    cold = timed(build, forget)
    warm = timed(build)
    print(f"\nfloor {floor:.2f} s, cold {cold:.2f} s = {cold / floor:.2f} x, warm {warm:.2f} s = {warm / cold:.2f} x")
    assert cold <= 2 * floor
    assert warm <= 0.4 * cold


@pytest.mark.parametrize(
    "command", [("build", "-q", "-o", "site"), ("check", "-q", "--fail-on", "never")], ids=lambda command: command[0]
)
def test_memory(checkout: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    child = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", child, sys.executable, "-m", "specgen", *command, str(checkout), "--no-cache"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    peak = int(done.stdout) * 1024
    print(f"\npeak {peak / 1024 / 1024:.0f} MiB")
    assert resource.getpagesize() <= peak <= MEMORY_LIMIT


def test_help_is_quick() -> None:
    def once(command: list[str]) -> float:
        return min(timed(command) for _ in range(6))

    click = once([sys.executable, "-c", "import click"])
    script = "import sys; sys.argv = ['specgen', '--help']; from specgen.cli import main; main()"
    helped = once([sys.executable, "-c", script])
    print(f"\nimport click {1000 * click:.0f} ms, --help {1000 * helped:.0f} ms = {helped / click:.2f} x")
    assert helped <= 1.5 * click


def test_a_check_is_near_the_floor(checkout: Path, tmp_path: Path) -> None:
    cache, tree = tmp_path / "cache", tmp_path / "tree"
    shutil.copytree(checkout, tree)
    check = [sys.executable, "-m", "specgen", "check", "--fail-on", "never", str(tree), "--cache", str(cache)]
    floor = timed([sys.executable, "-c", FLOOR, str(checkout)])
    cold = timed(check, lambda: subprocess.run(["rm", "-rf", str(cache)], check=True))
    warm = timed(check)
    page = timed(check, lambda: add_line(tree / "content/identity-service-api.md", "A line."))
    api = timed(check, lambda: add_line(tree / "data/api/client-server/login.yaml", "# A line."))
    one = timed([*check, "--no-cache", "--select", "operation-id-unique"])
    print(f"\nfloor {floor:.2f} s, check {cold:.2f} s = {cold / floor:.2f} x, warm {warm / cold:.2f} x")
    print(f"after an edit of a page {page:.2f} s = {page / cold:.2f} x, of an API {api:.2f} s = {api / cold:.2f} x")
    print(f"one rule {one:.2f} s")
    assert cold <= 5 * floor
    assert warm <= 0.5 * cold
    assert page <= 0.65 * cold
    assert api <= 0.9 * cold
    assert one <= 0.5 * cold


def add_line(file: Path, line: str) -> None:
    """Change a file: what was remembered of it is of no use any more."""
    with file.open("a") as text:
        text.write(f"\n{line}\n")
