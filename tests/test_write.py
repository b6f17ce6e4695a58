"""The output folder: replaced whole, never anybody else's, never left half done."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import specgen.write
from specgen.errors import SpecgenError
from specgen.model.artifact import Artifact
from specgen.write import MANIFEST, write, write_file

ROOT = Path(__file__).parents[1]


def artifacts(**files: str) -> list[Artifact]:
    return [Artifact(name.replace("__", "/").replace("_", "."), text.encode()) for name, text in files.items()]


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_it_writes_changes_and_removes(tmp_path: Path) -> None:
    place = tmp_path / "out"
    first = write(artifacts(a_html="1", b__c_html="2"), place)
    assert (first.files, first.changed, first.removed) == (2, 2, 0)
    second = write(artifacts(a_html="1", d_html="3"), place)
    assert (second.files, second.changed, second.removed) == (2, 1, 1)
    assert contents(place) == {"a.html": "1", "d.html": "3"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "out"
    write(artifacts(a_html="1"), place)
    before = (place / "a.html").stat()
    assert write(artifacts(a_html="1"), place).changed == 0
    assert (place / "a.html").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("name", ["mine.txt", "deep/mine.txt"])
def test_a_folder_with_other_files_is_refused(tmp_path: Path, name: str) -> None:
    place = tmp_path / "out"
    write(artifacts(a_html="1"), place)
    mine = place / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    with pytest.raises(SpecgenError, match=r"mine\.txt"):
        write(artifacts(a_html="2"), place)
    assert contents(place) == {"a.html": "1", name: "mine"}


def test_a_folder_that_was_never_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("not yours")
    with pytest.raises(SpecgenError, match="did not write"):
        write(artifacts(a_html="1"), tmp_path)
    assert contents(tmp_path) == {"a.html": "not yours"}


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_text("")
    with pytest.raises(SpecgenError, match="not a folder"):
        write(artifacts(a_html="1"), place)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    place, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    (other / "keep.html").write_text("keep")
    write(artifacts(a_html="1"), place)
    (place / "link").symlink_to(other)
    with pytest.raises(SpecgenError, match="link"):
        write(artifacts(a_html="2"), place)
    assert (other / "keep.html").read_text() == "keep"


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", ".", "a//b", "a\\..\\b", "./a", MANIFEST])
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(SpecgenError):
        write([Artifact(path, b"")], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b")])
def test_two_artifacts_cannot_share_a_place(tmp_path: Path, paths: tuple[str, str]) -> None:
    with pytest.raises(SpecgenError):
        write([Artifact(path, b"") for path in paths], tmp_path / "out")


def test_without_an_atomic_exchange_it_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specgen.write, "exchange", lambda one, other: False)
    place = tmp_path / "out"
    write(artifacts(a_html="1"), place)
    write(artifacts(a_html="2"), place)
    assert contents(place) == {"a.html": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


CHILD = """
import sys
from pathlib import Path
from specgen.model.artifact import Artifact
from specgen.write import write
number = 0
while True:
    number += 1
    write([Artifact(f"{i}.html", str(number).encode()) for i in range(60)], Path(sys.argv[1]))
    print(number, flush=True)
"""


def test_a_killed_run_leaves_one_whole_state(tmp_path: Path) -> None:
    place = tmp_path / "out"
    for round_ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(place)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert child.stdout is not None
        with child.stdout:
            child.stdout.readline()
            time.sleep(0.013 * (round_ + 1))
            child.send_signal(signal.SIGKILL)
            child.wait()
        found = contents(place)
        assert len(found) == 60
        assert len(set(found.values())) == 1


def test_one_file_is_written_once_or_replaced(tmp_path: Path) -> None:
    file = tmp_path / "deep/er/a.md"
    write_file(file, b"1")
    with pytest.raises(SpecgenError, match="is there already"):
        write_file(file, b"2")
    assert file.read_bytes() == b"1"
    file.chmod(0o640)
    write_file(file, b"3", replace=True)
    assert file.read_bytes() == b"3"
    assert file.stat().st_mode & 0o777 == 0o640
    link = tmp_path / "link"
    link.symlink_to(file)
    write_file(link, b"4", replace=True)
    assert (link.is_symlink(), file.read_bytes()) == (True, b"4")
    assert [path.name for path in file.parent.iterdir()] == ["a.md"]


def test_one_file_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specgen.write, "linked", lambda one, other: False)
    write_file(tmp_path / "a", b"1")
    with pytest.raises(SpecgenError, match="is there already"):
        write_file(tmp_path / "a", b"2")
    assert contents(tmp_path) == {"a": "1"}


def test_what_is_no_file_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, Path("/dev/null"), tmp_path / "file/a"):
        with pytest.raises(SpecgenError):
            write_file(path, b"1", replace=True)
    assert contents(tmp_path) == {"file": ""}


def test_a_file_that_cannot_be_placed_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SpecgenError, match="No space left"):
        write_file(tmp_path / "a", b"1", replace=True)
    assert list(tmp_path.iterdir()) == []
