"""Generated servers: type checkers accept right handlers, and refuse wrong ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from asking import Stubs

HEAD = """
from __future__ import annotations

from {name}.{module} import {request}, {response}
from {name}.client_server import server
from {name}.errors import MForbidden
from {name}.server import Ctx, Requester


class Home(server.Unimplemented):
    async def {method}(self, ctx: Ctx, {arguments}) -> {result}:
        raise MForbidden.because("no", retry=1)


async def authenticate(ctx: Ctx, token: str, /) -> Requester:
    return Requester(user_id=token)


app = server.ASGI(Home(), authenticate=authenticate)
"""
GOOD = {"arguments": "body: {request}, /", "result": "{response}"}
BAD = {
    "a body of another type": {"arguments": "body: int, /"},
    "an answer of another type": {"result": "str"},
    "no body": {"arguments": "/"},
    "one argument too many": {"arguments": "body: {request}, more: str, /"},
}
CHECKERS = {"mypy": ["-m", "mypy", "--strict", "--no-incremental"], "pyright": ["-m", "pyright"]}


@pytest.fixture
def files(stubs: Stubs, tmp_path: Path) -> Path:
    """Return a folder with a right handler and wrong ones, beside the package."""
    operation, request = stubs.routes()["POST", "/_matrix/client/v3/login"].load()
    facts = {
        "name": stubs.name,
        "module": request.__module__.partition(".")[2],
        "method": stubs.name_of("POST", "/_matrix/client/v3/login"),
        "request": request.__name__,
        "response": operation.answers[200].__name__,
    }
    (tmp_path / stubs.name).symlink_to(stubs.place / stubs.name)
    for name, change in {"good": {}, **{f"bad{n}": each for n, each in enumerate(BAD.values())}}.items():
        given = {key: text.format(**facts) for key, text in {**GOOD, **change}.items()}
        (tmp_path / f"{name}.py").write_text(HEAD.format(**facts, **given))
    return tmp_path


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_wrong_handler_is_a_type_error(files: Path, checker: str) -> None:
    (files / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    names = sorted(each.name for each in files.glob("*.py"))
    command = [sys.executable, *CHECKERS[checker], *names]
    done = subprocess.run(command, cwd=files, capture_output=True, text=True, check=False)
    wrong = {name for name in names if any(name in line and "error" in line for line in done.stdout.splitlines())}
    assert wrong == {name for name in names if name.startswith("bad")}, done.stdout
