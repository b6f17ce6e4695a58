"""What all tests share: the corpus, the browser, and how a missing one is told."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Stubs, generate_stubs
from bindings import Bindings, Talk, generate, talking, tree_of
from chromium import browser, page, troubles  # noqa: F401  # fixtures of all tests in a browser
from needs import missing

ROOT = Path(__file__).parents[1]
SPECIFICATIONS = ["bundled", *(pytest.param(each, marks=pytest.mark.corpus) for each in ("v1.16", "v1.19"))]


# A shell that runs the tests in the background has them ignore Ctrl-C, and what they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with `corpus/` and `oracle/`."""
    folder = Path(os.environ.get("SPECGEN_SHARED", ROOT.parent / "shared")).resolve()
    if not (folder / "corpus/matrix-spec.bundle").is_file():
        missing("corpus", "no corpus: set SPECGEN_SHARED to the folder that holds corpus/ and oracle/")
    return folder


@pytest.fixture(scope="session")
def repository(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bare repository with the corpus's releases."""
    place = tmp_path_factory.mktemp("corpus") / "matrix-spec.git"
    bundle = str(shared / "corpus/matrix-spec.bundle")
    subprocess.run(["git", "clone", "--quiet", "--bare", bundle, str(place)], check=True)
    return place


@pytest.fixture(scope="session")
def checkout(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout of v1.19."""
    place = tmp_path_factory.mktemp("checkout") / "matrix-spec"
    subprocess.run(["git", "clone", "--quiet", "--branch", "v1.19", str(repository), str(place)], check=True)
    return place


@pytest.fixture(scope="session", params=SPECIFICATIONS)
def bindings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bindings:
    """Return the generated clients of a specification."""
    place = tmp_path_factory.mktemp("bindings")
    source = ROOT
    if request.param != "bundled":
        source = tree_of(request.param, request.getfixturevalue("repository"), place / "tree")
    return generate(f"bindings_{request.param.replace('.', '_')}", source, place / "package")


@pytest.fixture(scope="session", params=SPECIFICATIONS)
def stubs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stubs:
    """Return the generated server of a specification."""
    place = tmp_path_factory.mktemp("stubs")
    source = ROOT
    if request.param != "bundled":
        source = tree_of(request.param, request.getfixturevalue("repository"), place / "tree")
    return generate_stubs(f"stubs_{request.param.replace('.', '_')}", source, place / "package")


@pytest.fixture(params=["sync", "async"])
def talk(request: pytest.FixtureRequest, bindings: Bindings) -> Iterator[Talk]:
    """Return what calls the clients, of one kind and the other."""
    yield from talking(bindings, asynchronous=request.param == "async")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def bundled_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the bundled specification."""
    place = tmp_path_factory.mktemp("bundled") / "site"
    run("build", "--no-cache", "-q", "-o", str(place), cwd=ROOT)
    return place


def run(*arguments: str, cwd: Path | None = None, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run specgen in a process of its own and insist on its exit code."""
    command = [sys.executable, "-m", "specgen", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == status, f"{arguments}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))
