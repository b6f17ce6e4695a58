"""The server of examples: schemathesis asks it for all that our api.json describes, well and badly."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import run
from needs import peers
from serving import running, stubs

CASES = 2000
CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance"
SIGNED = 'X-Matrix origin=a.example,destination=b.example,key="ed25519:a",sig="abc"'
APIS = {
    "client-server-api": ("Bearer abc", CASES),
    "server-server-api": (SIGNED, 500),
    "identity-service-api": ("Bearer abc", 200),
    "application-service-api": ("Bearer abc", 100),
    "push-gateway-api": ("Bearer abc", 10),
}
pytestmark = [pytest.mark.peers, pytest.mark.corpus]


@pytest.fixture(scope="module")
def python() -> str:
    """Return the Python that has schemathesis."""
    return peers("schemathesis", "uvicorn", "msgspec")


@pytest.fixture(scope="module")
def site(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site, which has the api.json of every API."""
    place = tmp_path_factory.mktemp("examples") / "site"
    run("build", str(checkout), "--no-cache", "-q", "-o", str(place))
    return place


@pytest.fixture(scope="module")
def examples(python: str, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the server of examples."""
    place = tmp_path_factory.mktemp("mock")
    package = stubs(checkout, place / "package")
    command = [python, "-m", "matrix_api.server", "--examples", "--port", "0"]
    with running(command, [package], place / "output") as (url, _):
        yield url
    told = (place / "output").read_text()
    assert "Traceback" not in told
    assert not re.search(r'" 5\d\d', told)


@pytest.mark.parametrize("api", APIS)
def test_schemathesis(python: str, site: Path, examples: str, tmp_path: Path, api: str) -> None:
    shown, cases = APIS[api]
    options = ["--checks", CHECKS, "--phases", "examples,fuzzing", "--max-examples", "15", "--continue-on-failure"]
    options += ["--generation-deterministic", "--suppress-health-check", "all", "--warnings", "off"]
    command = [python, "-m", "schemathesis.cli", "run", str(site / api / "api.json"), "--url", examples]
    command += ["--header", f"Authorization: {shown}", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    told = done.stdout[done.stdout.find("= SUMMARY =") :]
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    found = re.search(r"(\d+) generated, (\d+) passed", told)
    assert found, told
    assert found[1] == found[2]
    assert int(found[1]) >= cases
