"""What is generated is Python that experts would not change: it type-checks, is formatted, and its own tests pass."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from needs import tool

LINES = 25_000
CLASS = re.compile(r"^class (\w+)", re.MULTILINE)
STRICT = {"typeCheckingMode": "strict", "pythonVersion": "3.11"}


def generated(tree: Path, place: Path, *options: str) -> Path:
    """Generate a package, and return its folder."""
    command = [sys.executable, "-m", "specgen", "generate", "client", str(tree), "-o", str(place), "-q", *options]
    subprocess.run(command, check=True, cwd=ROOT)
    return next(each.parent for each in sorted(place.glob("*/_rt")))


@pytest.fixture(scope="module", params=["bundled", "v1.5", "v1.11", "v1.16", "v1.18", "v1.19"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of a package: of the bundled spec, and of releases where the corpus is there."""
    place = tmp_path_factory.mktemp(f"code-{request.param}")
    tree = ROOT
    if request.param != "bundled":
        tree = place / "tree"
        bundle = request.getfixturevalue("shared") / "corpus" / "matrix-spec.bundle"
        subprocess.run(["git", "clone", "-q", str(bundle), str(tree), "-b", request.param], check=True)
    yield generated(tree, place / "out", "--no-cache")
    shutil.rmtree(place)


def run(*command: str, cwd: Path) -> str:
    """Run a checker, and return what it says; it must be content."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_formatters_and_type_checkers_find_nothing(package: Path) -> None:
    place = package.parent
    run(tool("ruff"), "check", "--isolated", "--target-version", "py311", ".", cwd=place)
    run(tool("ruff"), "format", "--isolated", "--check", ".", cwd=place)
    run(sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(place / ".mypy"), package.name, cwd=place)
    (place / "pyrightconfig.json").write_text(json.dumps({**STRICT, "include": [package.name]}))
    assert "0 errors, 0 warnings" in run(tool("pyright"), "--pythonpath", sys.executable, cwd=place)


def test_its_own_tests_pass(package: Path) -> None:
    told = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=package.parent)
    assert re.search(r"\d+ passed", told)


def test_names_are_names(package: Path) -> None:
    texts = {path: path.read_text() for path in package.rglob("*.py")}
    rooms: dict[str, Counter[str]] = {}
    for path, text in texts.items():
        if "_rt" not in path.parts:
            room = path.relative_to(package).parts[0]
            rooms.setdefault(room, Counter()).update(CLASS.findall(text))
    for room, names in rooms.items():
        assert not [name for name, count in names.items() if count > 1], room
        numbered = [name for name in names if re.search(r"\d\Z", name) and re.sub(r"\d+\Z", "", name) in names]
        assert not numbered
    assert sum(names["Error"] for names in rooms.values()) == 1
    assert sum(text.count("\n") for path, text in texts.items() if "client_server" in path.parts) <= LINES


def test_nothing_tells_when_or_where_it_was_made(package: Path) -> None:
    for path in package.rglob("*.py"):
        text = path.read_text()
        assert str(ROOT) not in text
        assert "/tmp" not in text  # noqa: S108


@pytest.mark.parametrize("target", ["models", "events"])
def test_parts_stand_alone(target: str, tmp_path: Path) -> None:
    folder = generated(ROOT, tmp_path / "out", "--target", target, "--no-cache")
    run(
        sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / ".mypy"), folder.name, cwd=folder.parent
    )
    run(tool("ruff"), "check", "--isolated", "--target-version", "py311", ".", cwd=folder.parent)
    names = [".".join(path.relative_to(folder.parent).with_suffix("").parts) for path in sorted(folder.rglob("*.py"))]
    run(
        sys.executable,
        "-c",
        f"import importlib; [importlib.import_module(name) for name in {names!r}]",
        cwd=folder.parent,
    )


def test_hostile_names_and_texts_stay_data(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Hostile", "version": "1.0.0"},
        "servers": [{"url": "http://localhost", "variables": {}}],
        "paths": {
            "/class/{from}/{x.y}": {
                "put": {
                    "operationId": "class",
                    "summary": '""" + __import__("os").system("false") + """',
                    "description": "\\\\ \\N{DIGIT ONE} {{ 1 }} {% raw %} \u2028 ''' \"\"\"\nimport os",
                    "parameters": [
                        {"name": "from", "in": "path", "required": True, "schema": {"type": "string"}},
                        {"name": "x.y", "in": "path", "required": True, "schema": {"type": "string"}},
                        {"name": "self", "in": "query", "schema": {"type": "string", "default": '"; import os; "'}},
                        {"name": "1st", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}}},
                    ],
                    "requestBody": {
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "title": 'A"); import os; (',
                                    "properties": {
                                        'quote"d': {"type": "string", "description": '"""'},
                                        "None": {"type": "integer"},
                                        "list": {"type": "array", "items": {"enum": ['a"b', "c\\d"], "type": "string"}},
                                        "str": {
                                            "type": "object",
                                            "title": "str",
                                            "properties": {"int": {"type": "string"}},
                                        },
                                    },
                                },
                            }
                        }
                    },
                    "responses": {
                        "200": {"description": "ok", "content": {"application/json": {"schema": {"type": "array"}}}}
                    },
                }
            }
        },
    }
    (tree / "api" / "import").mkdir(parents=True)
    (tree / "site").mkdir()
    (tree / "site" / "_index.md").write_text("---\ntitle: Home\n---\n")
    (tree / "api" / "import" / "lambda.json").write_text(json.dumps(document))
    (tree / "api" / "import" / "lambda.yaml").write_text(json.dumps(document))
    folder = generated(tree, tmp_path / "out", "--no-cache")
    run(tool("ruff"), "format", "--isolated", "--check", ".", cwd=folder.parent)
    run(
        sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / ".mypy"), folder.name, cwd=folder.parent
    )
