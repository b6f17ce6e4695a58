"""How fast generated servers are, as ratios with FastAPI in one run; and that they do not tire under load."""

import json
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT
from needs import missing, peers
from serving import EXAMPLE, running, stubs, under_uvicorn

pytestmark = [pytest.mark.bench, pytest.mark.corpus, pytest.mark.peers]
RUNS = 3
LIBRARIES = "import msgspec, dataclasses, typing, contextlib, urllib.parse"
EVERYTHING = """
from importlib import import_module
async def answer(self, ctx, /, *given, **named): ...
for api in ("application_service", "client_server", "identity", "push_gateway", "server_server"):
    module = import_module(f"matrix_api.{api}.server")
    methods = {each.name: answer for each in module.ROUTES}
    module.ASGI(type("All", (module.Unimplemented,), methods)())
"""
LOAD_SECONDS = int(os.environ.get("SPECGEN_LOAD_SECONDS", "5"))
GROWTH = 4 * 2**20
# What leaves nothing behind in a server that keeps all in memory: reading, and writing the same again.
LOAD = """
local V3 = "/_matrix/client/v3"
local headers = {["Authorization"] = "Bearer " .. os.getenv("TOKEN"), ["Content-Type"] = "application/json"}
local asked, count = {}, 0
init = function()
  local name = V3 .. "/profile/%40load%3Alocalhost/displayname"
  asked = {
    wrk.format("GET", "/_matrix/client/versions"),
    wrk.format("GET", V3 .. "/account/whoami", headers),
    wrk.format("GET", V3 .. "/sync?timeout=0", headers),
    wrk.format("PUT", name, headers, '{"displayname": "load"}'),
  }
end
request = function()
  count = count + 1
  return asked[count % #asked + 1]
end
done = function(summary, latency, requests)
  local e = summary.errors
  print(string.format("failed %d", e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@pytest.fixture(scope="module")
def python() -> str:
    """Return the Python that has FastAPI."""
    return peers("fastapi", "uvicorn", "msgspec")


@pytest.fixture(scope="module")
def package(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the generated server of v1.19."""
    return stubs(checkout, tmp_path_factory.mktemp("stubs"))


def test_rates(python: str, package: Path) -> None:
    command = [python, str(ROOT / "tests/bench/server_rates.py")]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        runs.append(json.loads(done.stdout))
    # What else the machine does may be in some of them.
    found = {name: max(each[name] for each in runs) for name in runs[0]}
    print(json.dumps(found, indent=2))
    assert found["specgen last"] >= 0.8 * found["specgen first"]
    for each in ("login", "send"):
        assert found[f"specgen {each}"] >= 10 * found[f"fastapi {each}"], each


def test_start(python: str, package: Path) -> None:
    """All routes of all APIs, from nothing: 100 ms are 2.4 times what the libraries take alone, as measured."""
    libraries = min(started(LIBRARIES, python, package) for _ in range(RUNS))
    everything = min(started(EVERYTHING, python, package) for _ in range(RUNS))
    print(f"\nlibraries {1000 * libraries:.0f} ms, all APIs {1000 * everything:.0f} ms of CPU")
    assert everything <= 2 * libraries


def started(code: str, python: str, package: Path) -> float:
    """Return the CPU seconds of some code in a fresh interpreter. Compiled code is kept, as it is where servers run."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [python, "-c", f"{code}\nimport time\nprint(time.process_time())"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=package, env=environment)
    return float(done.stdout)


def resident(pid: int) -> int:
    """Return the bytes of memory that a process has."""
    told = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", told)
    assert found
    return int(found[1]) * 1024


def account(url: str) -> str:
    """Return the token of a new account."""
    body = {"username": "load", "password": "load", "auth": {"type": "m.login.dummy"}}
    asked = urllib.request.Request(f"{url}/_matrix/client/v3/register", json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return str(json.load(answer)["access_token"])


def load(url: str, script: Path, token: str, seconds: int) -> str:
    """Return what wrk says of some seconds of load."""
    command = ["wrk", "-t", "1", "-c", "32", "-d", f"{seconds}s", "-s", str(script), url]
    environment = {**os.environ, "TOKEN": token}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def test_load(python: str, package: Path, tmp_path: Path) -> None:
    if shutil.which("wrk") is None:
        missing("peers", "no wrk")
    script = tmp_path / "load.lua"
    script.write_text(LOAD)
    command = under_uvicorn(python, "example_homeserver:app")
    with running(command, [package, EXAMPLE], tmp_path / "output") as (url, pid):
        token = account(url)
        load(url, script, token, 1)
        before = resident(pid)
        told = load(url, script, token, LOAD_SECONDS)
        after = resident(pid)
    print(told, f"{before} -> {after} bytes")
    assert "failed 0" in told
    assert after - before <= GROWTH
