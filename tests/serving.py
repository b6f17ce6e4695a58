"""Generated servers that run, each in a process of its own, and the Python that other people's tools are in."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bindings import ROOT

READY = 30.0
EXAMPLE = ROOT / "tests/interop"


def stubs(source: Path, place: Path) -> Path:
    """Return a folder with the generated server of a tree, as the package `matrix_api`."""
    command = [sys.executable, "-m", "specgen", "generate", "server", str(source), "-o", str(place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, "--package", "matrix_api", "--no-cache", "-q"], check=True, env=environment)
    return place


@contextmanager
def running(
    command: Sequence[str], paths: Sequence[Path], output: Path, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, int]]:
    """Yield the address that a server tells when it starts, and its process id. It ends afterwards."""
    environment = {**os.environ, **(settings or {}), "PYTHONUNBUFFERED": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, paths))
    with output.open("wb") as told:
        server = subprocess.Popen(command, env=environment, stdout=told, stderr=told)
    try:
        yield address(server, output), server.pid
    finally:
        server.terminate()
        server.wait(30)


def address(server: subprocess.Popen[bytes], output: Path) -> str:
    """Return where a server listens, as soon as it says so."""
    end = time.monotonic() + READY
    while time.monotonic() < end and server.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:[1-9]\d*", output.read_text())
        if found:
            return found[0]
        time.sleep(0.05)
    raise RuntimeError(f"the server does not start:\n{output.read_text()[-4000:]}")


def under_uvicorn(python: str, application: str, *more: str) -> list[str]:
    """Return the command that serves an application on a port of its own choice."""
    return [python, "-m", "uvicorn", application, "--port", "0", "--log-level", "info", "--no-access-log", *more]
