"""The files of a release: the same bytes each time, checksums that hold, a package that npm takes."""

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from conftest import run
from releases import git, own_repository

DAY = "2026-07-08"


@pytest.fixture(scope="module")
def repository_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = own_repository(tmp_path_factory.mktemp("artifacts") / "own")
    (place / "packages/npm").mkdir(parents=True)
    (place / "packages/npm/package.json").write_text('{"name": "@demo/spec", "version": "0.0.0", "license": "MIT"}')
    (place / "packages/npm/README.md").write_text("# Data\n")
    git(place, "add", "-A")
    git(place, "commit", "--quiet", "-m", "Package")
    run("release", "cut", "v0.3", "--date", DAY, "--commit", "--tag", cwd=place)
    run("release", "reopen", "--commit", cwd=place)
    return place


@pytest.fixture(scope="module")
def made(repository_: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    run("release", "artifacts", "v0.3", "-o", str(place), cwd=repository_)
    return place


def test_checksums_hold(made: Path) -> None:
    lines = (made / "SHA256SUMS").read_text().splitlines()
    sums = dict(reversed(line.split("  ")) for line in lines)
    files = {
        path.name: path.read_bytes() for path in made.iterdir() if path.name not in ("SHA256SUMS", ".specgen.json")
    }
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert {"spec.tar.gz", "spec-historical.tar.gz", "client-server-api.json", "demo-spec-0.3.0.tgz"} <= files.keys()


def test_the_archives_hold_the_sites_in_order_and_belong_to_nobody(made: Path) -> None:
    contents = {}
    for name in ("spec.tar.gz", "spec-historical.tar.gz"):
        with tarfile.open(made / name) as tar:
            entries = tar.getmembers()
            assert [entry.name for entry in entries] == sorted(entry.name for entry in entries)
            assert {(entry.uid, entry.gid, entry.uname, entry.mtime, entry.mode) for entry in entries} == {
                (0, 0, "", 1783468800, 0o644)
            }
            file = tar.extractfile("spec/v0.3/index.html")
            assert file is not None
            contents[name] = file.read().decode()
    assert contents["spec.tar.gz"] != contents["spec-historical.tar.gz"]
    assert 'href="/v0.3/' in contents["spec.tar.gz"] or "href=/v0.3/" in contents["spec.tar.gz"]


def test_the_same_commit_gives_the_same_bytes(made: Path, repository_: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    subprocess.run(["git", "clone", "--quiet", str(repository_), str(copy)], check=True)
    run("release", "artifacts", "v0.3", "-o", str(tmp_path / "again"), cwd=copy)
    assert (tmp_path / "again/SHA256SUMS").read_bytes() == (made / "SHA256SUMS").read_bytes()


def test_the_data_package_has_the_version_and_what_the_tree_says_of_it(made: Path, repository_: Path) -> None:
    with tarfile.open(made / "demo-spec-0.3.0.tgz") as tar:
        files = {entry.name: (tar.extractfile(entry) or io.BytesIO()).read() for entry in tar.getmembers()}
    assert list(files) == ["package/README.md", "package/package.json", "package/sas-emoji.json"]
    described = json.loads(files["package/package.json"])
    assert (described["name"], described["version"], described["license"]) == ("@demo/spec", "0.3.0", "MIT")
    assert described["exports"] == {"./sas-emoji.json": "./sas-emoji.json"}
    assert files["package/sas-emoji.json"] == (repository_ / "site/sas-emoji.json").read_bytes()


def test_npm_takes_the_package(made: Path, tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("no npm here")
    command = ["npm", "pack", "--dry-run", "--json", "--offline", str(made / "demo-spec-0.3.0.tgz")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    (packed,) = json.loads(done.stdout)
    assert (packed["name"], packed["version"]) == ("@demo/spec", "0.3.0")
