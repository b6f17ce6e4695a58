"""`specgen generate server --scaffold`: a project to start from, and what a newer specification means for it."""

import os
import subprocess
import sys
from pathlib import Path

from bindings import ROOT
from conftest import run

PAGES = {"config/_default/hugo.toml": "", "content/client-server-api/index.md": "# API\n"}


def operation(name: str, path: str, parameters: str = "[]") -> str:
    """Return a path of an OpenAPI document."""
    answer = f"{{'200': {{description: d, content: {{application/json: {{schema: {RESULT}}}}}}}}}"
    facts = f"operationId: {name}, summary: Get it., parameters: {parameters}, responses: {answer}"
    return f'  "{path}":\n    get: {{{facts}}}\n'


RESULT = "{type: object, properties: {a: {type: string}}}"
QUERY = "[{in: query, name: q, schema: {type: integer}}]"


def tree(place: Path, operations: str, name: str = "things") -> Path:
    """Return a source tree with one document."""
    text = f"openapi: 3.1.0\ninfo: {{title: T, version: 1.0.0}}\npaths:\n{operations}"
    document = place / f"data/api/client-server/{name}.yaml"
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_text(text)
    for path, content in PAGES.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(content)
    return place


def scaffold(place: Path) -> str:
    """Generate, and return the report."""
    folders = ["-o", str(place / "package"), "--package", "own_api", "--scaffold", str(place / "project")]
    return run("generate", "server", str(place / "tree"), *folders, "--no-cache", "-q").stdout


def test_what_people_wrote_stays(tmp_path: Path) -> None:
    tree(tmp_path / "tree", operation("getA", "/a") + operation("getB", "/b") + operation("getC", "/c"))
    assert scaffold(tmp_path) == ""
    area = tmp_path / "project/client_server/things.py"
    mine = area.read_text().replace("raise unimplemented()", "return await self.own(ctx)", 1) + "\n# mine\n"
    area.write_text(mine)
    assert scaffold(tmp_path) == ""
    tree(tmp_path / "tree", operation("getA", "/a") + operation("getB", "/b", QUERY) + operation("getD", "/d"))
    assert scaffold(tmp_path).splitlines() == [
        "new: client_server.get_d in client_server/things_unstable.py",
        "changed: client_server.get_b in client_server/things.py: `q` is new: `int | None`",
        "gone: client_server.get_c in client_server/things.py: the specification has it no longer",
        "`client_server/things.py` may import what is gone: `GetCResponse`",
    ]
    assert area.read_text() == mine
    added = (tmp_path / "project/client_server/things_unstable.py").read_text()
    assert "def get_d(" in added
    assert "def get_a(" not in added
    gathered = (tmp_path / "project/client_server/__init__.py").read_text()
    assert "from .things_unstable import ThingsUnstableHandlers" in gathered
    assert not scaffold(tmp_path).startswith("new: ")


def test_a_list_of_handlers_that_was_changed_is_told_of(tmp_path: Path) -> None:
    tree(tmp_path / "tree", operation("getA", "/a"))
    scaffold(tmp_path)
    gathering = tmp_path / "project/client_server/__init__.py"
    gathering.write_text(gathering.read_text() + "\nMINE = 1\n")
    tree(tmp_path / "tree", operation("getA", "/a") + operation("getB", "/b"))
    assert "`client_server/__init__.py` is yours" in scaffold(tmp_path)
    assert gathering.read_text().endswith("MINE = 1\n")


def test_a_project_runs_on_without_an_area_that_is_gone(tmp_path: Path) -> None:
    tree(tmp_path / "tree", operation("getA", "/a"))
    tree(tmp_path / "tree", operation("getB", "/b"), "others")
    scaffold(tmp_path)
    area = tmp_path / "project/client_server/others.py"
    before = area.read_text()
    (tmp_path / "tree/data/api/client-server/others.yaml").unlink()
    assert scaffold(tmp_path).splitlines() == [
        "gone: client_server.get_b in client_server/others.py: the specification has it no longer",
        "`client_server/others.py` has nothing left to answer: `Handlers` goes without it",
    ]
    assert area.read_text() == before
    assert started(tmp_path) == "1\n"


def test_the_project_runs_as_it_is(tmp_path: Path) -> None:
    tree(tmp_path / "tree", operation("getA", "/a"))
    scaffold(tmp_path)
    assert started(tmp_path) == "1\n"


def started(tmp_path: Path) -> str:
    """Return how many applications a project has."""
    code = "import app; print(len(app.app.applications))"
    paths = os.pathsep.join(str(tmp_path / each) for each in ("package", "project"))
    environment = {**os.environ, "PYTHONPATH": f"{paths}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    return done.stdout or done.stderr
