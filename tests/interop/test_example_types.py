"""The worked example is clean for strict type checkers, and what it must not do is a type error."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bindings import ROOT, tree_of
from needs import tool
from serving import EXAMPLE, stubs

WRONG = """
from matrix_api.client_server import server
from matrix_api.client_server.login import LoginRequest
from matrix_api.server import Ctx


class Wrong(server.Unimplemented):
    async def login(self, ctx: Ctx, body: LoginRequest, /) -> int:
        return 1

    async def send_message(self, ctx: Ctx, room_id: int, event_type: str, txn_id: str, body: object, /) -> None:
        return None

    def logout(self, ctx: Ctx, /) -> None:
        return None
"""
MISTAKES = 3
pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module", params=["v1.16", "v1.19"])
def place(request: pytest.FixtureRequest, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the example, a wrong handler, and the generated server of a release."""
    place = tmp_path_factory.mktemp("types")
    stubs(tree_of(str(request.param), repository, place / "tree"), place / "package")
    shutil.copytree(EXAMPLE / "example_homeserver", place / "package/example_homeserver")
    (place / "package/wrong.py").write_text(WRONG)
    return place / "package"


def mypy(place: Path, what: str) -> subprocess.CompletedProcess[str]:
    """Return what mypy says of something."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(ROOT / ".mypy_cache")]
    return subprocess.run([*command, what], cwd=place, capture_output=True, text=True, check=False)


def test_mypy(place: Path) -> None:
    done = mypy(place, "example_homeserver")
    assert done.returncode == 0, done.stdout
    assert mypy(place, "wrong.py").stdout.count(" error: ") >= MISTAKES


def test_pyright(place: Path) -> None:
    settings = {"typeCheckingMode": "strict", "include": ["example_homeserver"], "pythonVersion": "3.11"}
    (place / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [tool("pyright"), "-p", str(place), "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert "0 errors" in done.stdout, done.stdout
    (place / "pyrightconfig.json").write_text(json.dumps({**settings, "include": ["wrong.py"]}))
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.stdout.count(" - error: ") >= MISTAKES, done.stdout
