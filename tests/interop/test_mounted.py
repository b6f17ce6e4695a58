"""Generated servers below a path of other people's applications: segments stay as they were escaped."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from needs import peers
from serving import EXAMPLE, running, stubs, under_uvicorn

PLACE = "/m%C3%BCt%20zu"
V3 = "/_matrix/client/v3"
KEYS = {"/a%2Fb": "a/b", "/": "", "": "", "/%25%23%3F": "%#?", "/%F0%9F%90%88": "🐈"}
pytestmark = [pytest.mark.peers, pytest.mark.corpus]


def ask(method: str, url: str, body: Any = None, token: str = "") -> tuple[int, Any]:
    """Return status and body of an answer."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error) if error.headers["content-type"] == "application/json" else None


@pytest.fixture(scope="module")
def package(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the generated server of v1.19."""
    return stubs(checkout, tmp_path_factory.mktemp("stubs"))


@pytest.mark.parametrize("whose", ["starlette", "fastapi"])
def test_mounted(package: Path, tmp_path: Path, whose: str) -> None:
    python = peers("fastapi", "uvicorn", "msgspec")
    with running(under_uvicorn(python, f"mounted:{whose}"), [package, EXAMPLE], tmp_path / "output") as (url, _):
        home = url + PLACE
        auth = {"username": "m", "password": "m", "auth": {"type": "m.login.dummy"}}
        token = ask("POST", f"{home}{V3}/register", auth)[1]["access_token"]
        room = ask("POST", f"{home}{V3}/createRoom", {}, token)[1]["room_id"].replace("!", "%21")
        for written, key in KEYS.items():
            state = f"{home}{V3}/rooms/{room}/state/org.example{written}"
            assert ask("PUT", state, {"is": key}, token)[0] == 200, written
            assert ask("GET", state, None, token) == (200, {"is": key})
        stored = {each["state_key"] for each in ask("GET", f"{home}{V3}/rooms/{room}/state", None, token)[1]}
        assert stored >= set(KEYS.values())
        nobody = 404, {"errcode": "M_UNRECOGNIZED", "error": "Unrecognized request"}
        assert ask("GET", f"{home}/nowhere") == nobody
        assert ask("GET", f"{home}{V3}/account/whoami")[1]["errcode"] == "M_MISSING_TOKEN"
        assert ask("GET", f"{url}/nowhere")[0] == 404
    told = (tmp_path / "output").read_text()
    assert "Traceback" not in told
    assert told.index("begun") < told.index("ended")
